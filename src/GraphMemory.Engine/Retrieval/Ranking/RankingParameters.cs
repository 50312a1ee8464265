namespace GraphMemory.Engine.Retrieval.Ranking;

/// <summary>
/// The constants of the ranking. They are the textbook values where there are such; the others were chosen on several public test sets at
/// once and lie on plateaus (a change by a third moves no set by more than a point).
/// </summary>
internal static class RankingParameters
{
    public const double K1 = 1.2;
    public const double B = 0.75;

    /// <summary>Text hits that are looked at more closely.</summary>
    public const int CandidatesMax = 100;

    /// <summary>Weight of a whole identifier of several parts against a word.</summary>
    public const double WholeIdentifierWeight = 2;

    /// <summary>Weight of a single Han or Kana character against a bigram.</summary>
    public const double CharacterWeight = 0.3;

    /// <summary>Weight of a query term's first place in a document, and the number of terms over which it falls to 1/e.</summary>
    public const double PositionWeight = 0.27;
    public const double PositionScale = 10;

    /// <summary>Weight of a quoted phrase that stands together, against the weights of its terms.</summary>
    public const double PhraseWeight = 0.5;

    /// <summary>Pseudo-relevance feedback (RM3, Abdul-Jaleel et al., 2004), over the candidates only.</summary>
    public const int FeedbackDocs = 5;
    public const int FeedbackTerms = 20;
    public const int FeedbackSequenceMax = 512;
    public const double FeedbackWeight = 0.3;

    /// <summary>Share of a neighbouring observation's score that spills over.</summary>
    public const double NeighbourWeight = 0.1;

    /// <summary>Texts found by their vectors, and the most that a vector adds to a score, in units of the best score of words: both weigh the same.</summary>
    public const int VectorCandidatesMax = 100;
    public const double VectorWeight = 1;

    /// <summary>Text hits that seed the walk, the power that sharpens their scores, and the mass of a name found in the query.</summary>
    public const int SeedsMax = 50;
    public const double SeedPower = 3;
    public const double NameSeed = 2;

    /// <summary>Probability to go on walking, and the residual per unit of degree that is left unpushed.</summary>
    public const double Damping = 0.5;
    public const double Epsilon = 1e-4;
    public const int PushesMax = 20_000;
    public const long EdgesMax = 200_000;

    /// <summary>Entities whose facts are ranked, for each item of the answer: some are filtered out, and some repeat others.</summary>
    public const int EntitiesPerItem = 4;

    /// <summary>Facts of an entity that the text search did not find but the walk did.</summary>
    public const int FactsPerEntityMax = 8;

    /// <summary>Share of an entity's score that each of its facts gets at least, whatever its own text.</summary>
    public const double EntityShare = 0.1;

    /// <summary>A fact loses at most this much for age, over this half-life.</summary>
    public const double AgeWeight = 0.1;
    public const double AgeHalfLifeDays = 180;

    /// <summary>What a pin is worth: enough to go before an equal, not before a better answer.</summary>
    public const double PinnedWeight = 1.25;

    /// <summary>Jaccard similarity of term sets above which the later of two facts is a repetition.</summary>
    public const double RepetitionSimilarity = 0.9;
}
