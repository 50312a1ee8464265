using System.Collections.Immutable;
using GraphMemory.Server.Editing;

namespace GraphMemory.Server.Setup.Edits;

/// <summary>A command that the client runs at an event.</summary>
/// <param name="KeptStart">A command that begins so is left as it is; null when it must be exactly this one.</param>
/// <param name="Element">What is added to the event's list.</param>
internal sealed record HookEntry(string Event, string Command, string? KeptStart, JsoncValue Element)
{
    /// <summary>As with the server's entry: without arguments of its own, a set-up keeps those that are there.</summary>
    public static HookEntry Of(SetupOptions options, string clientEvent, string name, string? format, Func<string, JsoncValue> element)
    {
        var command = options.HookCommand(name, format);
        return new(clientEvent, command, options.HasArguments ? null : options.HookStart(name), element(command));
    }

    public bool IsMetBy(string command) => command == Command || (KeptStart is not null && (command + " ").StartsWith(KeptStart + " ", StringComparison.Ordinal));
}

/// <summary>Commands in a JSON file: <c>{ "hooks": { EVENT: [ ... ] } }</c>. Hooks of others stay, also those in the same list.</summary>
/// <param name="isVersioned">Whether the file must say <c>"version": 1</c>.</param>
internal sealed class HooksEdit(ImmutableArray<HookEntry> entries, bool isVersioned) : ISetupEdit
{
    private const string Section = "hooks";

    public Edited Install(string text)
    {
        var (root, fault) = JsoncReader.Read(text);
        if (fault is not null) { return fault; }
        var edited = isVersioned && root?.Find("version") is null ? JsoncEdit.Set(text, ["version"], JsoncValue.Of(1)) : text;
        foreach (var entry in entries)
        {
            if (edited.Text is null) { return edited; }
            if (CommandsAt(edited.Text, entry.Event).ToList() is [var only] && entry.IsMetBy(only)) { continue; }
            edited = WithoutOurs(edited.Text, entry.Event);
            if (edited.Text is not null) { edited = JsoncEdit.Add(edited.Text, [Section, entry.Event], entry.Element); }
        }

        return edited;
    }

    public Edited Remove(string text)
    {
        Edited edited = text;
        foreach (var entry in entries)
        {
            if (edited.Text is null) { return edited; }
            var had = CommandsAt(edited.Text, entry.Event).Any();
            edited = WithoutOurs(edited.Text, entry.Event);
            if (had && edited.Text is not null) { edited = WithoutEmpty(edited.Text, Section, entry.Event); }
            if (had && edited.Text is not null) { edited = WithoutEmpty(edited.Text, Section); }
        }

        return edited;
    }

    public PartFinding Look(string text)
    {
        if (JsoncReader.Read(text).Fault is { } fault) { return new(PartState.Absent, null, fault); }
        var found = entries.Select(entry => CommandsAt(text, entry.Event).ToList()).ToList();
        if (found.TrueForAll(commands => commands.Count == 0)) { return new(PartState.Absent); }
        return new(found.Zip(entries).All(pair => pair.First is [var only] && pair.Second.IsMetBy(only)) ? PartState.Current : PartState.Other);
    }

    private static IEnumerable<string> CommandsAt(string text, string name) =>
        ListAt(text, name) is { } list ? Ours(text, list).Select(found => found.Command) : [];

    private static Edited WithoutOurs(string text, string name)
    {
        Edited edited = text;
        while (edited.Text is { } now && ListAt(now, name) is { } list && Ours(now, list).FirstOrDefault() is { Child: { } child } found)
        {
            edited = JsoncEdit.Remove(now, found.Parent, child);
        }

        return edited;
    }

    private static Edited WithoutEmpty(string text, params string[] path) =>
        JsoncReader.Read(text).Root?.Find(path) is { Children.Count: 0 } ? JsoncEdit.Remove(text, path) : text;

    private static JsoncNode? ListAt(string text, string name) => JsoncReader.Read(text).Root?.Find(Section, name) is { Kind: JsoncKind.Array } list ? list : null;

    /// <summary>Our commands in a list, each with what has to go: the element itself, or only one command of a group that holds others too.</summary>
    private static IEnumerable<(string Command, JsoncNode Parent, JsoncChild Child)> Ours(string text, JsoncNode list)
    {
        foreach (var element in list.Children)
        {
            if (OurCommand(text, element.Value) is { } direct) { yield return (direct, list, element); }
            if (element.Value.Find(Section) is not { Kind: JsoncKind.Array } group) { continue; }
            foreach (var hook in group.Children)
            {
                if (OurCommand(text, hook.Value) is { } command) { yield return group.Children.Count == 1 ? (command, list, element) : (command, group, hook); }
            }
        }
    }

    private static string? OurCommand(string text, JsoncNode hook) =>
        hook.Find("command") is { Kind: JsoncKind.String } node && JsoncReader.StringOf(text, node) is var command && SetupOptions.IsOurHook(command) ? command : null;
}
