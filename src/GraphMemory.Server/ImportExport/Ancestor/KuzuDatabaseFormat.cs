using System.Formats.Tar;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Foreign;
using GraphMemory.Server.ImportExport.Pipeline;

namespace GraphMemory.Server.ImportExport.Ancestor;

/// <summary>
/// The files of a Kuzu database, as they lie on the disk or packed into an archive. Only the version of Kuzu that wrote them reads them, so
/// they are recognised, checked against their checksum, and the way to export them is told.
/// </summary>
internal sealed class KuzuDatabaseFormat : RecordFormat
{
    private const string FileEnding = ".kz";

    public override string Name => "kuzu-database";

    public override string Summary => "the files of a Kuzu database, or an archive of them: recognised, and told how to export";

    public override bool CanExport => false;

    public override Likeness LikenessOf(SourceSample sample) => Names(sample).Any(IsKuzuFile) || IsSingleFile(sample) ? Likeness.Certain : Likeness.None;

    public override IEnumerable<SourceItem> Read(ImportSource source, ImportOptions options) => [];

    protected override Problem? Refusal(ImportSource source)
    {
        var isOpen = Directory.Exists(source.Path) || IsSingleFile(new SourceSample(source));
        var place = isOpen ? source.Path : $"what {Path.GetFileName(source.Path)} unpacks to";
        return ChecksumFile.Fault(source.Path) ?? ImportProblems.NeedsExport.With(
            $"{source.Path} is a database of Kuzu, which only the version of Kuzu that wrote it reads. Open {place} with that version, run EXPORT DATABASE 'folder' (format=\"csv\", header=true); and import the folder.");
    }

    private static IEnumerable<string> Names(SourceSample sample) => sample.IsFolder ? sample.Names : Entries(sample.Head.ToArray());

    private static bool IsKuzuFile(string name) => name.EndsWith(FileEnding, StringComparison.Ordinal);

    /// <summary>Newer versions keep a database in one file, which begins with the name.</summary>
    private static bool IsSingleFile(SourceSample sample) => sample.Head.StartsWith("KUZU"u8);

    /// <summary>Names in the beginning of a tar archive.</summary>
    private static List<string> Entries(byte[] head)
    {
        var names = new List<string>();
        try
        {
            using var archive = new TarReader(new MemoryStream(head));
            while (archive.GetNextEntry() is { } entry) { names.Add(entry.Name); }
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or NotSupportedException or FormatException or ArgumentException)
        {
            return names; // no archive, or the end of the sample
        }

        return names;
    }
}
