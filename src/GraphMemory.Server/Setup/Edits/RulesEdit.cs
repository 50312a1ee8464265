using System.Collections.Immutable;
using GraphMemory.Server.Editing;

namespace GraphMemory.Server.Setup.Edits;

/// <summary>Instructions between two marks in a Markdown file.</summary>
/// <param name="head">What a file that we make begins with; empty in a file that is shared with others.</param>
/// <param name="bodies">The first is written; any of them is left as it is.</param>
internal sealed class RulesEdit(string head, params ImmutableArray<string> bodies) : ISetupEdit
{
    public Edited Install(string text)
    {
        var body = bodies.FirstOrDefault(known => MarkedSection.Holds(text) && MarkedSection.Set(text, known).Text == text, bodies[0]);
        var edited = MarkedSection.Set(text, body);
        return text.Length == 0 && edited.Text is { } section ? head + section : edited;
    }

    public Edited Remove(string text)
    {
        var removed = MarkedSection.Remove(text);
        return removed.Text is { } rest && rest != text && rest.Trim() == head.Trim() ? default : removed;
    }

    public PartFinding Look(string text)
    {
        var installed = Install(text);
        if (installed.Fault is { } fault) { return new(PartState.Absent, null, fault); }
        if (!MarkedSection.Holds(text)) { return new(PartState.Absent); }
        return new(installed.Text == text ? PartState.Current : PartState.Other);
    }
}
