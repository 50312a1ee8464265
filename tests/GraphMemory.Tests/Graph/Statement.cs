using CsCheck;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Tests.Graph;

/// <summary>A random statement in a small world, so that statements meet often; "f" is the functional predicate.</summary>
internal sealed record Statement(int Subject, string Predicate, int Object, Polarity Polarity, ValidTime Valid, int Corrects)
{
    public static Gen<Statement[]> Sequence { get; } =
        (from subject in Gen.Int[0, 1]
         from predicate in Gen.OneOf("f", "m")
         from target in Gen.Int[0, 2]
         from polarity in Gen.OneOf(Polarity.Affirmed, Polarity.Affirmed, Polarity.Affirmed, Polarity.Retracted, Polarity.Denied)
         from start in Gen.Int[0, 8]
         from length in Gen.Int[1, 6]
         from corrects in Gen.Int[-12, 3]
         select new Statement(subject, predicate, target, polarity, new(start, length == 6 ? ValidTime.Open : start + length), corrects)).Array[1, 40];

    public bool IsFunctional => Predicate == "f";

    /// <summary>Records it; a positive <see cref="Corrects"/> names an earlier statement as corrected.</summary>
    public Recorded Record(MemoryFixture memory, List<(Statement Statement, long Id)> before) =>
        memory.Link($"s{Subject}", Predicate, $"o{Object}", new()
        {
            Polarity = Polarity, Valid = Valid, SupersedesId = IsCorrection(before.Count) ? before[^Corrects].Id : null,
        });

    /// <summary>By the definition: a later statement that declares no correction says something that cannot hold beside this one.</summary>
    public bool Contradicts(Statement later)
    {
        if (Subject != later.Subject || Predicate != later.Predicate || !Valid.Overlaps(later.Valid)) { return false; }
        if (later.Declared || Polarity == Polarity.Retracted || later.Polarity == Polarity.Retracted) { return false; }
        return Object == later.Object ? Polarity != later.Polarity : IsFunctional && Polarity == Polarity.Affirmed && later.Polarity == Polarity.Affirmed;
    }

    private bool Declared { get; set; }

    private bool IsCorrection(int countBefore) => Declared = Corrects > 0 && Corrects <= countBefore;
}
