using System.Text;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Pipeline;
using GraphMemory.Server.ImportExport.Vault;

namespace GraphMemory.Server.ImportExport.Notes;

/// <summary>Texts and Markdown notes of any origin: each file an entity, its paragraphs and list items observations, its links relations.</summary>
internal sealed class NotesFormat : RecordFormat
{
    public override string Name => "notes";

    public override string Summary => "text and Markdown files, one or a folder (Obsidian too): each file an entity, paragraphs its observations, links its relations";

    public override bool CanExport => false;

    public override Likeness LikenessOf(SourceSample sample)
    {
        if (!sample.IsFolder) { return IsProse(sample.Text) ? Likeness.Fallback : Likeness.None; }
        var notes = sample.Names.Where(IsText).Take(VaultFormat.NoteSamples).ToList();
        return notes.Count > 0 && notes.Exists(note => IsProse(sample.TextOf(note))) ? Likeness.Fallback : Likeness.None;
    }

    public override IEnumerable<SourceItem> Read(ImportSource source, ImportOptions options)
    {
        var folder = new NoteFolder(source, source.Names, options);
        foreach (var name in source.IsFolder ? source.Names.Where(IsText) : source.Names)
        {
            using var stream = source.Open(name);
            foreach (var item in folder.Read(name, VaultFormat.Lines(stream))) { yield return item; }
        }
    }

    /// <summary>Any number of files.</summary>
    protected override Problem? Refusal(ImportSource source) => null;

    private static bool IsText(string name) =>
        VaultFormat.IsNote(name) || name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".markdown", StringComparison.OrdinalIgnoreCase);

    /// <summary>Neither binary nor a structured file that another format failed to recognise.</summary>
    private static bool IsProse(string text) =>
        !string.IsNullOrWhiteSpace(text) && text.TrimStart() is not (['{' or '[' or '<', ..])
        && !text.Any(c => c == '\uFFFD' || (char.IsControl(c) && c is not ('\n' or '\r' or '\t' or '\f')));
}
