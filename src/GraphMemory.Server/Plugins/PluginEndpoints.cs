using System.Text.Json;
using System.Text.Json.Serialization;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Plugins;
using GraphMemory.Server.Rest;

namespace GraphMemory.Server.Plugins;

/// <param name="Settings">Values by key, the whole configuration: what is left out takes its default.</param>
internal sealed record PluginConfigBody(Dictionary<string, JsonElement> Settings);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PluginConfigBody))]
internal sealed partial class PluginBodyJson : JsonSerializerContext;

/// <summary>The plugins of this server. Nothing here can add one: a program is declared by whoever may write into the data folder.</summary>
internal static class PluginEndpoints
{
    private const string Tag = "plugins";
    private const string Who = "rest";

    private static readonly RestParameter<string> Name = RestParameter.Segment("name", "Name of the plugin");

    public static IEnumerable<RestEndpoint> All =>
    [
        new("listPlugins", "GET", "/plugins", Tag, "List the plugins with their state and health",
            call => new(RestReply.Of(PluginListShape.Of(call.Memory.Plugins), PluginJson.Default.PluginListShape)))
        {
            UsesWorkspace = false, Answer = RestAnswer.Json(PluginJson.Default.PluginListShape, "The plugins by name."),
        },
        new("getPlugin", "GET", "/plugins/{name}", Tag, "Show one plugin, with the last decisions about it", call => AnswerAsync(call, (plugins, name) => Task.FromResult(plugins.Registry.Get(name))))
        {
            Parameters = [Name], UsesWorkspace = false, Answer = RestAnswer.Json(PluginJson.Default.PluginShape, "The plugin."), Problems = [PluginProblems.NotFound],
        },
        Change("enablePlugin", "enable", "Bring a plugin to work, after it has shown that it starts", (plugins, name) => plugins.EnableAsync(name, Who)),
        Change("disablePlugin", "disable", "Call a plugin no more", (plugins, name) => plugins.DisableAsync(name, Who)),
        Change("validatePlugin", "validate", "Look at a plugin again; what failed gets another chance", (plugins, name) => plugins.ValidateAsync(name, Who)),
        new("configurePlugin", "PUT", "/plugins/{name}/config", Tag, "Set the configuration of a plugin; a running one starts anew with it", ConfigureAsync)
        {
            Parameters = [Name], Body = RestBody.Json(PluginBodyJson.Default.PluginConfigBody, "The settings."), UsesWorkspace = false, IsStream = true,
            Answer = RestAnswer.Json(PluginJson.Default.PluginShape, "The plugin as it is now."), Problems = [RestProblems.BadBody, .. Changing],
        },
    ];

    private static IEnumerable<ProblemCode> Changing => [PluginProblems.NotFound, PluginProblems.Invalid, PluginProblems.WrongState, PluginProblems.Failed, PluginProblems.Settings];

    private static RestEndpoint Change(string name, string verb, string summary, Func<MemoryPlugins, string, Task<Result<RegisteredPlugin>>> change) =>
        new(name, "POST", $"/plugins/{{name}}/{verb}", Tag, summary, call => AnswerAsync(call, change))
        {
            // A plugin takes the time that it is given to start, whatever a request may take.
            Parameters = [Name], UsesWorkspace = false, IsStream = true, Answer = RestAnswer.Json(PluginJson.Default.PluginShape, "The plugin as it is now."), Problems = [.. Changing],
        };

    private static async ValueTask<RestReply> ConfigureAsync(RestCall call)
    {
        var body = await call.BodyAsync(PluginBodyJson.Default.PluginConfigBody);
        if (!body.IsSuccess) { return body.Problem; }
        var given = body.Value.Settings.ToDictionary(pair => pair.Key, pair => Text(pair.Value), StringComparer.Ordinal);
        return await AnswerAsync(call, (plugins, name) => plugins.ConfigureAsync(name, given, Who));
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static async ValueTask<RestReply> AnswerAsync(RestCall call, Func<MemoryPlugins, string, Task<Result<RegisteredPlugin>>> work)
    {
        var name = call.Value(Name);
        if (call.Problem is { } problem) { return problem; }
        var plugins = call.Memory.Plugins;
        var plugin = await work(plugins, name);
        return plugin.IsSuccess ? RestReply.Of(PluginShape.Of(plugin.Value, plugins.Audit), PluginJson.Default.PluginShape) : plugin.Problem;
    }
}
