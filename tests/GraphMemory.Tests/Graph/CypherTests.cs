using System.Collections.Immutable;
using CsCheck;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Cypher;
using GraphMemory.Engine.Graph.Queries;

namespace GraphMemory.Tests.Graph;

public sealed class CypherTests : IDisposable
{
    private readonly MemoryFixture _memory = new();

    public void Dispose() => _memory.Dispose();

    [Theory]
    [InlineData("MATCH (s:service) RETURN s.name ORDER BY s.name", "api|web")]
    [InlineData("match (s:SERVICE|database) return s.name order by s.name desc", "web|redis|pg|api")]
    [InlineData("MATCH (s:service)-[:uses]->(d) RETURN s.name, d.name ORDER BY s.name, d.name;", "api,pg|api,redis|web,api")]
    [InlineData("MATCH (d)<-[:uses]-(s) WHERE d.name = 'pg' RETURN s.name AS who", "api")]
    [InlineData("MATCH (a {name:'api'})-[]-(b) RETURN b.name ORDER BY b.name", "pg|redis|web")]
    [InlineData("MATCH (a {name:'api'})--(b) RETURN count(*)", "3")]
    [InlineData("MATCH (a:service)-->(b)-->(c) RETURN a.name, c.name ORDER BY c.name", "web,pg|web,redis")]
    [InlineData("MATCH (a)-[r:uses {weight: 0.5}]->(b) RETURN b.name, r.weight, type(r)", "redis,0.5,uses")]
    [InlineData("MATCH (n) WHERE n.content CONTAINS 'port' RETURN n.name", "pg")]
    [InlineData("MATCH (n) WHERE n.name STARTS WITH 'w' OR n.name ENDS WITH 's' RETURN n.name ORDER BY n.name", "redis|web")]
    [InlineData("MATCH (n:service) WHERE NOT n.name = 'web' AND n.name <> 'x' RETURN n.name", "api")]
    [InlineData("MATCH (n) WHERE n.name IN ['pg', $other] RETURN n.name ORDER BY n.name", "pg|web")]
    [InlineData("MATCH (n) WHERE n.name IN $names RETURN n.name", "redis")]
    [InlineData("MATCH (n) WHERE n.content IS NULL RETURN n.name ORDER BY n.name", "api|redis|web")]
    [InlineData("MATCH (n) WHERE n.content IS NOT NULL XOR n.name = 'web' RETURN n.name ORDER BY n.name", "pg|web")]
    [InlineData("MATCH (n) WHERE (n.name > 'a' AND n.name < 'q') AND n.name >= 'api' AND n.name <= 'pg' RETURN toUpper(n.name) AS N ORDER BY N", "API|PG")]
    [InlineData("MATCH (s)-[:uses]->(d) RETURN s.type, count(DISTINCT s) AS n, count(d) ORDER BY n DESC", "service,2,3")]
    [InlineData("MATCH (n) RETURN labels(n), count(*) AS c ORDER BY c DESC, labels(n)", "[database],2|[service],2")]
    [InlineData("MATCH (n:nothing) RETURN count(n)", "0")]
    [InlineData("MATCH (n:nothing) RETURN n.name, count(n)", "")]
    [InlineData("MATCH (n) RETURN DISTINCT n.type ORDER BY n.type", "database|service")]
    [InlineData("MATCH (n) RETURN n.name ORDER BY n.name SKIP 1 LIMIT 2", "pg|redis")]
    [InlineData("MATCH (n) RETURN n.name ORDER BY n.name SKIP $skip LIMIT 1", "redis")]
    [InlineData("MATCH (a:service), (b:database) WHERE a.name = 'web' RETURN a.name, b.name ORDER BY b.name", "web,pg|web,redis")]
    [InlineData("MATCH (a:service)-[:uses]->(b), (b)-[:uses]->(c:database) RETURN a.name, c.name ORDER BY c.name", "web,pg|web,redis")]
    [InlineData("MATCH (n {name: 'pg'}) RETURN size(n.observations), size(n.name), n.tags, n.missing, true, null, -1, 2.5, 'it''s'", null)]
    [InlineData("MATCH (n {name: 'pg'}) RETURN size(n.observations), n.tags, n.missing, true, null, -1, 2.5, \"a\\\"b\"", "1,[db],null,true,null,-1,2.5,a\"b")]
    [InlineData("MATCH (`n` {name: 'pg'}) RETURN `n`.name", "pg")]
    public void A_question_is_answered_from_what_stands(string query, string? rows)
    {
        var answer = Ask(query, ("other", "web"), ("names", ImmutableArray.Create<object?>("redis")), ("skip", 2L));
        if (rows is null)
        {
            Assert.False(answer.IsSuccess);
            return;
        }

        Assert.Equal(rows, string.Join('|', answer.Value.Rows.Select(row => string.Join(',', row.Select(Show)))));
    }

    [Theory]
    [InlineData("CREATE (n:x) RETURN n", "CYPHER_002", "only reads")]
    [InlineData("MATCH (n) DETACH DELETE n", "CYPHER_002", "only reads")]
    [InlineData("MATCH (n) SET n.name = 'x' RETURN n", "CYPHER_002", "only reads")]
    [InlineData("MATCH (n) WITH n RETURN n", "CYPHER_002", "WITH")]
    [InlineData("OPTIONAL MATCH (n) RETURN n", "CYPHER_002", "OPTIONAL")]
    [InlineData("MATCH (a)-[*1..3]->(b) RETURN a", "CYPHER_002", "variable length")]
    [InlineData("MATCH (a)-->(b)-->(c)-->(d)-->(e) RETURN a", "CYPHER_002", "3 are possible")]
    [InlineData("MATCH (a),(b),(c),(d),(e) RETURN a", "CYPHER_002", "4 are possible")]
    [InlineData("MATCH p = (a)-->(b) RETURN p", "CYPHER_002", "Naming a path")]
    [InlineData("MATCH (n) RETURN *", "CYPHER_002", "RETURN *")]
    [InlineData("MATCH (n) RETURN sum(n.name)", "CYPHER_002", "sum")]
    [InlineData("MATCH (n:a:b) RETURN n", "CYPHER_002", "one label")]
    [InlineData("MATCH (n) WHERE n.name + 'x' = 'y' RETURN n", "CYPHER_002", "Arithmetic")]
    [InlineData("MATCH (n) WHERE count(n) > 1 RETURN n", "CYPHER_002", "count is possible")]
    [InlineData("MATCH (n) WHERE n.name RETURN n", null, null)]
    [InlineData("MATCH (n) WHERE 'text' RETURN n", "CYPHER_002", "no condition")]
    [InlineData("MATCH (n) WHERE n.name IN 'text' RETURN n", "CYPHER_002", "needs a list")]
    [InlineData("MATCH (n)-[n]->(m) RETURN n", "CYPHER_002", "its own name")]
    [InlineData("MATCH (n) RETURN n.name, count(*) ORDER BY n.type", "CYPHER_002", "beside count")]
    [InlineData("MATCH (n) WHERE EXISTS(n.name) RETURN n", "CYPHER_002", "EXISTS")]
    [InlineData("MATCH (n) RETURN m.name", "CYPHER_001", "\"m\" is not in the pattern")]
    [InlineData("MATCH (n) WHERE n.name = $x RETURN n", "CYPHER_001", "parameter \"x\"")]
    [InlineData("MATCH (n RETURN n", "CYPHER_001", "Expected \")\"")]
    [InlineData("MATCH (n) RETURN n LIMIT 'x'", "CYPHER_001", "LIMIT needs a whole number")]
    [InlineData("MATCH (n) RETURN n.name n", "CYPHER_001", "the end of the query")]
    [InlineData("MATCH (n) WHERE n.name = 'x RETURN n", "CYPHER_001", "no closing")]
    [InlineData("MATCH (n) RETURN n.name %", "CYPHER_001", "has no meaning")]
    [InlineData("MATCH (n) RETURN 99999999999999999999", "CYPHER_001", "is not a number")]
    [InlineData("", "CYPHER_001", "Expected MATCH, found the end")]
    public void What_is_not_understood_or_not_supported_is_named(string query, string? code, string? words)
    {
        var answer = Ask(query);
        if (code is null)
        {
            Assert.Equal("CYPHER_002", answer.Problem!.Code.Name);
            return;
        }

        Assert.Equal(code, answer.Problem!.Code.Name);
        Assert.Contains(words!, answer.Problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_query_that_nests_without_end_is_refused()
    {
        Assert.Contains("nests deeper", Ask($"MATCH (n) WHERE {new string('(', 5_000)}").Problem!.Detail, StringComparison.Ordinal);
        Assert.Contains("nests deeper", Ask($"MATCH (n) WHERE n.name IN {new string('[', 5_000)}").Problem!.Detail, StringComparison.Ordinal);
        Assert.Equal("CYPHER_003", Ask(new string('x', GraphQuestion.TextLengthMax + 1)).Problem!.Code.Name);
    }

    [Fact]
    public void What_would_visit_everything_with_everything_is_stopped()
    {
        for (var i = 0; i < 60; i++) { _memory.Link($"n{i}", "r", $"n{i + 1}"); }
        var graph = Graph();
        var stopped = new GraphQuestion("MATCH (a), (b), (c), (d) RETURN count(*)", new Dictionary<string, object?>()).Ask(graph, default);
        var cancelled = new CancellationToken(canceled: true);

        Assert.Equal("CYPHER_003", stopped.Problem!.Code.Name);
        Assert.Throws<OperationCanceledException>(() => new GraphQuestion("MATCH (a), (b), (c) RETURN count(*)", new Dictionary<string, object?>()).Ask(graph, cancelled));
    }

    [Fact]
    public void A_long_answer_is_cut_and_says_so()
    {
        for (var i = 0; i < GraphQuestion.RowsMax / 100; i++)
        {
            for (var j = 0; j < 100; j++) { _memory.Link($"a{i}", "r", $"b{j}"); }
        }

        Assert.False(Ask("MATCH (a)-[:r]->(b) RETURN a.name, b.name").Value.IsCut);
        _memory.Link("a0", "r", "one more");
        var cut = Ask("MATCH (a)-[:r]->(b) RETURN a.name, b.name").Value;
        Assert.True(cut.IsCut);
        Assert.Equal(GraphQuestion.RowsMax, cut.Rows.Length);
    }

    [Fact]
    public void Nodes_and_relations_are_values_with_an_order_of_their_own()
    {
        Seed();
        var answer = Ask("MATCH (a:service)-[r:uses]->(b) RETURN DISTINCT a, r ORDER BY a, r").Value;

        Assert.Equal(["a", "r"], answer.Columns);
        Assert.Equal(["api", "api", "web"], answer.Rows.Select(row => Assert.IsType<LiveNode>(row[0]).Name).Order(StringComparer.Ordinal));
        Assert.Equal(3, answer.Rows.Select(row => Assert.IsType<LiveEdge>(row[1]).FactId).Distinct().Count());
    }

    [Fact]
    public void Paths_of_two_hops_are_those_that_a_nested_loop_finds() => Gen.Int[0, 5].Array[2].Array[0, 12].Sample(edges =>
    {
        _memory.NewWorkspace();
        foreach (var edge in edges) { _memory.Link($"n{edge[0]}", "r", $"n{edge[1]}"); }
        var distinct = edges.Select(edge => (From: edge[0], To: edge[1])).Distinct().ToList();
        var expected = from first in distinct
                       from second in distinct
                       where first != second && first.To == second.From // a match uses a relation once
                       select $"n{first.From} n{first.To} n{second.To}";
        var found = new GraphQuestion("MATCH (a)-[:r]->(b)-[:r]->(c) RETURN a.name, b.name, c.name", new Dictionary<string, object?>()).Ask(Graph(), default).Value;

        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Rows.Select(row => string.Join(' ', row)).Order(StringComparer.Ordinal));
    }, iter: 60, threads: 1);

    private Engine.Errors.Result<GraphAnswer> Ask(string query, params (string Name, object? Value)[] parameters)
    {
        Seed();
        return new GraphQuestion(query, parameters.ToDictionary(each => each.Name, each => each.Value)).Ask(Graph(), default);
    }

    private void Seed()
    {
        if (_memory.HeadSeq > 0) { return; }
        _memory.Run(new Engine.Graph.Commands.CreateEntities(
            [new("web", "service", []), new("api", "service", []), new("pg", "database", []), new("redis", "database", [])], Circumstances.Default));
        _memory.Remember("pg", "listens on port 5432", Circumstances.Default with { Tags = ["db"] });
        _memory.Link("web", "uses", "api");
        _memory.Link("api", "uses", "pg");
        _memory.Run(new Engine.Graph.Commands.Link([new("api", "redis", "uses", 0.5f, Circumstances.Default)]));
    }

    private LiveGraph Graph() => _memory.Store.Read(_memory.Workspace, LiveGraph.Of);

    private static string Show(object? value) => value switch
    {
        null => "null",
        bool truth => truth ? "true" : "false",
        ImmutableArray<object?> list => $"[{string.Join(' ', list)}]",
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!,
    };
}
