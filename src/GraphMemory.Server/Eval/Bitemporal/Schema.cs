using GraphMemory.Engine.Errors;
using GraphMemory.Server.Eval.Input;

namespace GraphMemory.Server.Eval.Bitemporal;

/// <summary>Which predicates have one object at a time, and which have many.</summary>
internal sealed record Schema(List<string> Functional, List<string> Multi)
{
    public static Result<Schema> Read(string path)
    {
        var opened = InputFile.Open(path);
        if (!opened.IsSuccess) { return opened.Problem; }
        using var reader = opened.Value;
        using var row = JsonRow.Parse(path, number: 1, reader.ReadToEnd());
        var schema = row.Problem is null ? new Schema(row.Texts("functional"), row.Texts("multi")) : null;
        return row.Problem is { } problem ? problem : schema!;
    }
}
