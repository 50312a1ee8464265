using System.Collections.Immutable;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph.Queries;

namespace GraphMemory.Engine.Graph.Cypher;

/// <summary>
/// A read-only question in a part of openCypher. A node's label is its entity's type; its properties are <c>name</c>, <c>type</c>,
/// <c>content</c>, <c>observations</c> and <c>tags</c>; a relation has <c>type</c> and <c>weight</c>.
/// </summary>
/// <param name="Parameters">Values by name: text, number, truth, list, null.</param>
public sealed record GraphQuestion(string Text, IReadOnlyDictionary<string, object?> Parameters)
{
    public const int TextLengthMax = 8_192;

    /// <summary>Rows of an answer; more are counted out by LIMIT.</summary>
    public const int RowsMax = 1_000;

    public Result<GraphAnswer> Ask(LiveGraph graph, CancellationToken cancellationToken)
    {
        if (Text.Length > TextLengthMax) { return CypherProblems.TooMuch.With($"The query has {Text.Length} characters; {TextLengthMax} are possible."); }
        try
        {
            var query = CypherParser.Parse(Text);
            return new CypherReturn(query, Parameters).Answer(new CypherMatch(query, graph, Parameters, cancellationToken).Rows());
        }
        catch (CypherFault fault)
        {
            // A parser that descends by the grammar would hand a problem through a dozen returns; nothing outside of this folder sees it.
            return fault.Problem;
        }
    }
}

/// <param name="Rows">One value for each column: null, text, number, truth, list, <see cref="LiveNode"/> or <see cref="LiveEdge"/>.</param>
/// <param name="IsCut">More rows were there than <see cref="GraphQuestion.RowsMax"/>.</param>
public sealed record GraphAnswer(ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<object?>> Rows, bool IsCut);
