using System.Text.Json.Serialization;
using GraphMemory.Server.Hosting;
using GraphMemory.Server.Rest;

namespace GraphMemory.Server.Cli.Commands;

/// <summary>Where the server is, and how to connect to it.</summary>
internal sealed record ServeShape(string Url, string Mcp, string Rest, string Health, string DataFolder, string TokenFile, int Pid);

internal static class ServeAnswer
{
    public static void Show(CliRun run, MemoryServer server, MemoryHost memory)
    {
        var shape = new ServeShape(
            server.Url, $"{server.Url}/mcp", server.Url + RestEndpoints.Root, $"{server.Url}/health", memory.Folder.Path, memory.Folder.TokenPath, Environment.ProcessId);
        run.Answer(shape, ServeJsonContext.Default.ServeShape, output => Print(run, output, shape));
        run.Environment.Output.Flush();
    }

    // The line reads the token from its file when it is run: the secret shows up in no terminal and in no log.
    private static void Print(CliRun run, TextWriter output, ServeShape shape)
    {
        var style = run.Style;
        output.WriteLine($"{style.Bold("graphmemory")} serves {style.Cyan(shape.Url)}  {style.Dim("(Ctrl+C stops it)")}");
        output.WriteLine($"  MCP      {shape.Mcp}");
        output.WriteLine($"  REST     {shape.Rest}  {style.Dim($"(to read and try: {shape.Url}/docs)")}");
        output.WriteLine($"  Health   {shape.Health}");
        output.WriteLine($"  Data     {shape.DataFolder}");
        output.WriteLine($"  Token    in {shape.TokenFile} {style.Dim("(writing needs it: Authorization: Bearer TOKEN)")}");
        output.WriteLine($"  Connect  claude mcp add --transport http graphmemory {shape.Mcp} --header \"Authorization: Bearer $(cat '{shape.TokenFile}')\"");
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ServeShape))]
internal sealed partial class ServeJsonContext : JsonSerializerContext;
