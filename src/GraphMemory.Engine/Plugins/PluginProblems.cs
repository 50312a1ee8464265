using System.Collections.Immutable;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Plugins;

/// <summary>What can go wrong with plugins.</summary>
public static class PluginProblems
{
    public static readonly ProblemCode NotFound = new("PLUGIN_001", ProblemKind.NotFound, "No such plugin");
    public static readonly ProblemCode Invalid = new("PLUGIN_002", ProblemKind.Invalid, "The plugin is not valid");
    public static readonly ProblemCode WrongState = new("PLUGIN_003", ProblemKind.Conflict, "The plugin's state does not allow this");
    public static readonly ProblemCode Refused = new("PLUGIN_004", ProblemKind.Forbidden, "A plugin refuses this");
    public static readonly ProblemCode NotPermitted = new("PLUGIN_005", ProblemKind.Forbidden, "The plugin has no permission for this");
    public static readonly ProblemCode Failed = new("PLUGIN_006", ProblemKind.Unavailable, "The plugin does not work");
    public static readonly ProblemCode Taken = new("PLUGIN_007", ProblemKind.Conflict, "A plugin of this name is registered");
    public static readonly ProblemCode TooMany = new("PLUGIN_008", ProblemKind.TooLarge, "No more plugins can be registered");
    public static readonly ProblemCode Settings = new("PLUGIN_009", ProblemKind.Unavailable, "The file of the plugins cannot be read or written");
    public static readonly ProblemCode Strict = new("PLUGIN_010", ProblemKind.Unavailable, "A plugin failed, and the configuration refuses to start then");

    public static ImmutableArray<ProblemCode> All { get; } = [NotFound, Invalid, WrongState, Refused, NotPermitted, Failed, Taken, TooMany, Settings, Strict];

    internal static Problem Unknown(string name, IEnumerable<string> nearest)
    {
        var near = string.Join(", ", nearest);
        return NotFound.With(
            $"There is no plugin \"{name}\".", new FieldProblem("name", "is not known", near.Length == 0 ? "\"graphmemory plugins list\" lists them." : $"Did you mean {near}?"));
    }
}
