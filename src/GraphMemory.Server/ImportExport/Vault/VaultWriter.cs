using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Pipeline;

namespace GraphMemory.Server.ImportExport.Vault;

/// <summary>Writes a note for each entity, and an index of them. Nothing in a note depends on the order or time of the export.</summary>
internal sealed class VaultWriter(LiveGraph graph, string folder, SmallFiles files)
{
    private readonly NoteNames _names = new(graph.Names().Select(entity => entity.Name));
    private readonly List<(string Type, string Name)> _index = [];

    /// <summary>Names of entities that nothing is said from; they have no note.</summary>
    private readonly List<string> _namedOnly = [];

    public void Write()
    {
        Directory.CreateDirectory(Path.Combine(folder, VaultFormat.NotesFolder));
        foreach (var entity in graph.Entities()) { Write(entity); }
        files.Add(Path.Combine(folder, VaultFormat.Index), WriteIndex);
    }

    private void Write(LiveEntity entity)
    {
        var name = entity.Entity.Name;
        if (!entity.Entity.IsDeclared && entity.Relations.IsEmpty)
        {
            _namedOnly.Add(name);
            return;
        }

        if (!entity.Entity.HasGeneratedName) { _index.Add((entity.Entity.Type, name)); }
        var file = Path.Combine(folder, entity.Entity.HasGeneratedName ? VaultFormat.NotesFolder : "", _names.StemOf(name) + VaultFormat.Ending);
        files.Add(file, note =>
        {
            WriteHead(note, entity);
            WriteSection(note, VaultFormat.Observations, entity.Observations.Select(VaultItem.Observation));
            WriteSection(note, VaultFormat.Relations, entity.Relations.Select(fact => VaultItem.Relation(fact, _names)));
        });
    }

    private void WriteHead(TextWriter note, LiveEntity entity)
    {
        var (name, naming) = (entity.Entity.Name, Naming.Of(entity.Entity));
        note.WriteLine(FrontMatter.Fence);
        note.WriteLine($"{VaultFormat.Mark}: 1");
        note.WriteLine($"name: {FrontMatter.Quoted(name)}");
        if (naming != Naming.Undeclared) { note.WriteLine($"type: {FrontMatter.Quoted(entity.Entity.Type)}"); }
        if (naming is not null) { note.WriteLine($"naming: {naming}"); }
        if (_names.StemOf(name) != name) { note.WriteLine($"aliases: [{Json.JsonCell.String(name)}]"); }
        var tags = entity.Observations.SelectMany(fact => fact.Statement.Tags).Where(InlineFields.IsPlainTag).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        if (string.Join(", ", tags) is { Length: > 0 } list) { note.WriteLine($"tags: [{list}]"); }
        note.WriteLine(FrontMatter.Fence);
        note.WriteLine();
        note.WriteLine($"# {Heading(name)}");
    }

    private static void WriteSection(TextWriter note, string title, IEnumerable<string> items)
    {
        var count = 0;
        foreach (var item in items)
        {
            if (count++ == 0) { note.Write($"\n{title}\n\n"); }
            note.WriteLine(item);
        }
    }

    private void WriteIndex(TextWriter index)
    {
        index.Write($"{FrontMatter.Fence}\n{VaultFormat.Mark}: 1\n{VaultFormat.IndexMark}: true\n{FrontMatter.Fence}\n\n# Index\n");
        foreach (var group in _index.GroupBy(entry => entry.Type).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var links = group.Select(entry => entry.Name).Order(StringComparer.Ordinal).Select(name => "- " + VaultItem.Link(name, _names));
            WriteSection(index, $"## {(group.Key.Length == 0 ? "untyped" : Heading(group.Key))}", links);
        }

        WriteSection(index, VaultFormat.NamedOnly, _namedOnly.Order(StringComparer.Ordinal).Select(name => "- " + VaultItem.Link(name, _names)));
    }

    /// <summary>For people; the exact name stands in the head.</summary>
    private static string Heading(string name) => string.Concat(name.Select(c => char.IsControl(c) ? ' ' : c));
}
