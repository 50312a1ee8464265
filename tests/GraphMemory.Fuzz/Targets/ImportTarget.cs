using System.Collections.Immutable;
using System.Text;

namespace GraphMemory.Fuzz.Targets;

/// <summary>
/// A file, or a folder of files, in a memory format: it is read, or refused with words. An input that begins with a record separator
/// (U+001E) is a folder: each file is its name, a line feed, its content, up to the next separator.
/// </summary>
internal sealed class ImportTarget(string format) : IFuzzTarget, IDisposable
{
    private const byte Separator = 0x1E;
    private const int RunsPerStore = 200;

    private readonly Product _product = new($"import-{format}");
    private int _runs;

    public string Name => $"import-{format}";

    public ImmutableArray<byte[]> Seeds => ImportSeeds.Of(format);

    public ImmutableArray<string> Words { get; } =
    [
        "type", "entity", "relation", "name", "entityType", "observations", "from", "to", "relationType", "id", "content", "tags", "metadata", "created_at", "memory",
        "---\n", "- [", "](", "[[", "]]", "::", "#", "COPY ", "\\.\n", "INSERT INTO ", "VALUES (", "CREATE NODE TABLE ", "E'\\n'", "$$", "None", "True", "{'", "'}", "\x1e", ",", ";",
        "<node id=\"a\">", "<edge source=\"a\" target=\"b\"/>", "<data key=\"k\">", "<graphml>",
    ];

    public void Execute(byte[] input)
    {
        if (_runs++ % RunsPerStore == 0) { _product.Clear(); }
        var path = Write(input);
        var answer = _product.Run("import", path, "--format", format, "--json", "--rejects", _product.PathOf("rejects"));
        if (answer.ExitCode != 0 && answer.Error.Length == 0) { throw new FindingException("refused without a word"); }
    }

    public void Dispose() => _product.Dispose();

    private string Write(byte[] input)
    {
        var path = _product.PathOf("source");
        if (Directory.Exists(path)) { Directory.Delete(path, recursive: true); }
        File.Delete(path);
        if (input.Length == 0 || input[0] != Separator)
        {
            File.WriteAllBytes(path, input);
            return path;
        }

        Directory.CreateDirectory(path);
        foreach (var part in Parts(input)) { WritePart(path, part); }
        return path;
    }

    private static IEnumerable<byte[]> Parts(byte[] input)
    {
        for (var from = 1; from <= input.Length;)
        {
            var length = input.AsSpan(from).IndexOf(Separator);
            var to = length < 0 ? input.Length : from + length;
            yield return input[from..to];
            from = to + 1;
        }
    }

    private static void WritePart(string folder, byte[] part)
    {
        var lineEnd = part.AsSpan().IndexOf((byte)'\n');
        var name = Encoding.UTF8.GetString(part, 0, Math.Max(0, lineEnd));
        // The fuzzer's own files stay in its folder, and the name must be one that a file can have.
        var file = string.Concat(name.Where(c => c is not ('/' or '\\' or '\0')).Take(80)).Trim('.');
        if (file.Length > 0) { File.WriteAllBytes(Path.Combine(folder, file), part[(lineEnd + 1)..]); }
    }
}
