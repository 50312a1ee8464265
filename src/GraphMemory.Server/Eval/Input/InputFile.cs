using System.IO.Compression;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Server.Eval.Input;

/// <summary>Text files that may be compressed: gzip (RFC 1952) is known by its first bytes, whatever the file is called.</summary>
internal static class InputFile
{
    public static Result<StreamReader> Open(string path)
    {
        if (!File.Exists(path)) { return EvalProblems.BadFile.With($"{path} does not exist."); }
        var file = File.OpenRead(path);
        Span<byte> magic = stackalloc byte[2];
        var isGzip = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic is [0x1f, 0x8b];
        file.Position = 0;
        return new StreamReader(isGzip ? new GZipStream(file, CompressionMode.Decompress) : file);
    }

    /// <summary>Parses every line that is not blank; the first problem ends it.</summary>
    public static Result<List<T>> Rows<T>(string path, Func<JsonRow, T> parse)
    {
        var opened = Open(path);
        if (!opened.IsSuccess) { return opened.Problem; }
        using var reader = opened.Value;
        var rows = new List<T>();
        var number = 0;
        try
        {
            while (reader.ReadLine() is { } line)
            {
                number++;
                if (string.IsNullOrWhiteSpace(line)) { continue; }
                using var row = JsonRow.Parse(path, number, line);
                var value = row.Problem is null ? parse(row) : default;
                if (row.Problem is { } problem) { return problem; }
                rows.Add(value!);
            }
        }
        catch (InvalidDataException fault)
        {
            return EvalProblems.BadFile.With($"{path} breaks off after line {number}: {fault.Message}");
        }

        return rows;
    }
}
