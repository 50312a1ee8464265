using System.CommandLine;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Registries;
using GraphMemory.Server.Http;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class SchemaCommand : CliCommand
{
    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    /// <summary>What any command prints when it fails.</summary>
    private const string Failure = "problem";

    private static readonly JsonSchemaExporterOptions Exporter = new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Described };

    private readonly Argument<string[]> _command = new("command") { Description = "Words of a command; all of them when left out", HelpName = "COMMAND", Arity = ArgumentArity.ZeroOrMore };

    public SchemaCommand(CliEnvironment environment) : base(
        environment, "schema", "Print the JSON Schema of what commands print with --json",
        "graphmemory schema recall",
        "graphmemory schema config show") => Add(_command);

    protected override Task<int> RunAsync(CliRun run)
    {
        var path = string.Join(' ', run.Value(_command) ?? []);
        if (path.Length == 0) { return Task.FromResult(Answer(run, All())); }
        if (path == Failure) { return Task.FromResult(Answer(run, Of(ProblemJsonContext.Default.ProblemBody))); }
        if (CommandShapes.All.FirstOrDefault(shape => shape.Path == path) is { } found) { return Task.FromResult(Answer(run, Of(found.Type))); }
        var nearest = NearestNames.Of(path, CommandShapes.All.Select(shape => shape.Path), 1).FirstOrDefault();
        return Task.FromResult(run.Fail(CliProblems.BadUsage.With(
            $"No command \"{path}\" prints JSON.",
            new FieldProblem("command", "is not known", nearest is null ? "\"graphmemory schema\" prints all." : $"Did you mean {nearest}?"))));
    }

    private static int Answer(CliRun run, JsonNode schema)
    {
        schema["$schema"] = Dialect;
        JsonText.Write(run.Environment.Output, schema);
        return ExitCodes.Done;
    }

    private static JsonObject All()
    {
        var definitions = new JsonObject();
        foreach (var shape in CommandShapes.All) { definitions[shape.Path] = Of(shape.Type); }
        definitions[Failure] = Of(ProblemJsonContext.Default.ProblemBody);
        return new JsonObject { ["$defs"] = definitions };
    }

    /// <summary>The exporter takes every parameter of a record for written; where nulls are left out, what may be null may be missing.</summary>
    private static JsonNode Described(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (context.TypeInfo.Options.DefaultIgnoreCondition != JsonIgnoreCondition.WhenWritingNull || schema["required"] is not JsonArray required) { return schema; }
        var nullable = context.TypeInfo.Properties.Where(property => property.IsGetNullable).Select(property => property.Name).ToHashSet(StringComparer.Ordinal);
        schema["required"] = new JsonArray([.. required.Select(name => (string)name!).Where(name => !nullable.Contains(name)).Select(name => JsonValue.Create(name))]);
        return schema;
    }

    private static JsonNode Of(JsonTypeInfo type) => JsonSchemaExporter.GetJsonSchemaAsNode(type, Exporter);
}
