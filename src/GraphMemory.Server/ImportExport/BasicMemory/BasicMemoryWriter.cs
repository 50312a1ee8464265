using System.Text;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Pipeline;
using GraphMemory.Server.ImportExport.Vault;

namespace GraphMemory.Server.ImportExport.BasicMemory;

/// <summary>Writes notes as basic-memory has them. An observation is one line there, so line breaks become blanks.</summary>
internal sealed class BasicMemoryWriter(LiveGraph graph, string folder, SmallFiles files)
{
    private const string DefaultCategory = "note";

    private readonly NoteNames _names = new(graph.Names().Select(entity => entity.Name));

    public void Write()
    {
        foreach (var entity in graph.Entities().Where(entity => entity.Entity.IsDeclared || !entity.Relations.IsEmpty))
        {
            var stem = _names.StemOf(entity.Entity.Name);
            files.Add(Path.Combine(folder, stem + VaultFormat.Ending), note => Write(note, stem, entity));
        }
    }

    private void Write(TextWriter note, string stem, LiveEntity entity)
    {
        var tags = entity.Observations.SelectMany(fact => fact.Statement.Tags).Where(InlineFields.IsPlainTag).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        note.Write($"---\ntitle: {FrontMatter.Quoted(OneLine(entity.Entity.Name))}\ntype: {FrontMatter.Quoted(entity.Entity.Type.Length == 0 ? DefaultCategory : OneLine(entity.Entity.Type))}\n");
        note.Write($"permalink: {Permalink(stem)}\ntags: [{string.Join(", ", tags)}]\n---\n\n# {OneLine(entity.Entity.Name)}\n");
        if (!entity.Observations.IsEmpty) { note.Write("\n## Observations\n"); }
        foreach (var fact in entity.Observations) { note.WriteLine(Observation(fact)); }
        if (!entity.Relations.IsEmpty) { note.Write("\n## Relations\n"); }
        foreach (var fact in entity.Relations) { note.WriteLine(Relation(fact)); }
    }

    private string Observation(LiveFact fact)
    {
        var (statement, text) = (fact.Statement, OneLine(fact.Statement.Text!).Trim());
        if (text != statement.Text) { graph.Lose("line breaks and blanks"); }
        var line = new StringBuilder($"- [{Category(statement.Metadata.GetValueOrDefault("category"))}] {text}");
        foreach (var tag in statement.Tags.Where(tag => !text.Contains('#' + tag, StringComparison.Ordinal)))
        {
            if (InlineFields.IsPlainTag(tag)) { line.Append(" #").Append(tag); }
            else { graph.Lose("tags with blanks or punctuation"); }
        }

        var context = statement.Metadata.GetValueOrDefault("context");
        return context is null || context.AsSpan().IndexOfAny('(', ')', '\n') >= 0 ? line.ToString() : line.Append($" ({context})").ToString();
    }

    private static string Relation(LiveFact fact)
    {
        var type = OneLine(fact.Statement.Predicate);
        var word = type.Length == 0 || type.Any(char.IsWhiteSpace) ? $"\"{type.Replace('"', '\'')}\"" : type;
        return $"- {word} [[{OneLine(fact.Object!).Replace("[[", "((", StringComparison.Ordinal).Replace("]]", "))", StringComparison.Ordinal)}]]";
    }

    private static string Category(string? category) =>
        category is { Length: > 1 } && category.AsSpan().IndexOfAny("[]()\n") < 0 ? category : DefaultCategory;

    private static string Permalink(string stem) =>
        string.Concat(stem.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : '-')).Trim('-') is { Length: > 0 } slug ? slug : "note";

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
