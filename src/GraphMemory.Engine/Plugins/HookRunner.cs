using System.Collections.Immutable;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Plugins;

/// <summary>What came of a hook.</summary>
/// <param name="Items">As the plugins have left them.</param>
/// <param name="Refusal">Why it must not happen; null when it may.</param>
public sealed record HookRun(ImmutableArray<HookOutcome> Outcomes, ImmutableArray<MemoryItem> Items, Problem? Refusal)
{
    /// <summary>Positions, in the call, of its items in the order to give them.</summary>
    public ImmutableArray<int> Order { get; init; } = [];
}

/// <summary>
/// Calls the plugins of a hook, one after the other, in their order. A failure is counted and the next one is called; only a refusal stops
/// what is about to happen. Never throws for what a plugin does.
/// </summary>
public sealed class HookRunner(PluginRegistry registry, TimeProvider time)
{
    private const int RefusalLengthMax = 500;

    public bool Has(PluginHook hook) => registry.Table.Has(hook);

    /// <param name="check">The rule that amended items break; null when there is none to keep.</param>
    public async Task<HookRun> RunAsync(PluginHook hook, HookCall call, Func<ImmutableArray<MemoryItem>, Problem?>? check, CancellationToken cancellationToken)
    {
        var outcomes = ImmutableArray.CreateBuilder<HookOutcome>();
        ImmutableArray<int> order = [.. Enumerable.Range(0, call.Items.Length)];
        foreach (var binding in registry.Table.For(hook))
        {
            var outcome = await CallAsync(binding, call, answer => Fault(hook, call, answer, check), cancellationToken).ConfigureAwait(false);
            outcomes.Add(outcome);
            if (outcome.Result != HookResult.Ok) { continue; }
            if (hook.CanRefuse && outcome.Answer.Refusal is { } reason) { return new(outcomes.ToImmutable(), call.Items, Refusal(outcome.Plugin, reason)); }
            if (hook.CanOrder && !outcome.Answer.Order.IsDefault)
            {
                // The next one sees the order that this one has left.
                var moves = Moves(call.Items.Length, outcome.Answer.Order);
                order = [.. moves.Select(at => order[at])];
                call = call with { Items = [.. moves.Select(at => call.Items[at])], Scores = call.Scores.IsEmpty ? [] : [.. moves.Select(at => call.Scores[at])] };
            }

            if (hook.CanAmend && !outcome.Answer.Items.IsDefault) { call = call with { Items = Merge(call.Items, outcome.Answer.Items) }; }
        }

        return new(outcomes.ToImmutable(), call.Items, Refusal: null) { Order = order };
    }

    /// <summary>Calls one plugin that is named, at a hook it has subscribed to.</summary>
    public async Task<Result<HookAnswer>> AskAsync(string plugin, PluginHook hook, HookCall call, CancellationToken cancellationToken)
    {
        var found = registry.Get(plugin);
        if (!found.IsSuccess) { return found.Problem; }
        if (registry.Table.For(hook).FirstOrDefault(binding => binding.Plugin == found.Value) is not { } binding)
        {
            return PluginProblems.WrongState.With(
                $"{plugin} does not answer {hook.Name}.",
                new FieldProblem("name", $"is {found.Value.Status.State.ToString().ToLowerInvariant()}", $"graphmemory plugins enable {plugin}"));
        }

        var outcome = await CallAsync(binding, call, _ => null, cancellationToken).ConfigureAwait(false);
        return outcome.Result == HookResult.Ok ? outcome.Answer : PluginProblems.Failed.With($"{plugin}: {outcome.Reason}");
    }

    private async Task<HookOutcome> CallAsync(HookBinding binding, HookCall call, Func<HookAnswer, string?> fault, CancellationToken cancellationToken)
    {
        var (plugin, name) = (binding.Plugin, binding.Plugin.Descriptor.Name);
        if (!plugin.Breaker.TryEnter()) { return Counted(plugin, new(name, HookResult.Skipped, TimeSpan.Zero, "it has failed too often, and is left alone for a while")); }
        var began = time.GetTimestamp();
        var outcome = new HookOutcome(name, HookResult.Failed, TimeSpan.Zero);
        try
        {
            var answer = await binding.Instance.TryCallAsync(call, TimeSpan.FromMilliseconds(binding.Subscription.LimitMs), cancellationToken).ConfigureAwait(false);
            outcome = answer switch
            {
                null => outcome with { Result = HookResult.Skipped, Reason = "it has too many calls under way, or is out of service" },
                { IsSuccess: false } failed => outcome with { Reason = failed.Problem.Detail },
                { } given when fault(given.Value) is { } reason => outcome with { Reason = reason },
                { } given => outcome with { Result = HookResult.Ok, Answer = given.Value },
            };
            if (answer?.Problem is { } problem && (problem.Code == PluginProblems.Failed || problem.Code == PluginProblems.Invalid)) { registry.Fail(plugin, binding.Instance, problem); }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            plugin.Breaker.Leave(); // the caller went away: nothing is known of the plugin
            throw;
        }
        catch (Exception thrown) when (thrown is TimeoutException or OperationCanceledException)
        {
            outcome = outcome with { Result = HookResult.TimedOut, Reason = $"it did not answer within {binding.Subscription.LimitMs} ms" };
        }
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
        {
            outcome = outcome with { Reason = thrown.Message };
        }

        return Counted(plugin, outcome with { Duration = time.GetElapsedTime(began) });
    }

    private static HookOutcome Counted(RegisteredPlugin plugin, HookOutcome outcome)
    {
        plugin.Metrics.Count(outcome.Result, outcome.Duration);
        switch (outcome.Result)
        {
            case HookResult.Ok:
                plugin.Breaker.Succeed();
                break;
            case HookResult.Failed or HookResult.TimedOut:
                plugin.Breaker.Fail();
                break;
            default:
                plugin.Breaker.Leave();
                break;
        }

        return outcome;
    }

    /// <summary>Why an answer cannot be used; null when it can.</summary>
    private static string? Fault(PluginHook hook, HookCall call, HookAnswer answer, Func<ImmutableArray<MemoryItem>, Problem?>? check)
    {
        if (!hook.CanAmend || answer.Items.IsDefault) { return null; }
        if (answer.Items.Length != call.Items.Length) { return $"it answered {answer.Items.Length} items to {call.Items.Length}"; }
        return check?.Invoke(Merge(call.Items, answer.Items)) is { } problem ? $"what it makes of the items cannot be kept: {problem.Detail}" : null;
    }

    /// <summary>A plugin may change what an item says, not what it is about.</summary>
    private static ImmutableArray<MemoryItem> Merge(ImmutableArray<MemoryItem> items, ImmutableArray<MemoryItem> amended) =>
        [.. items.Zip(amended, (item, said) => item with { Text = item.Text is null ? null : said.Text ?? item.Text, Tags = said.Tags.IsDefault ? [] : said.Tags, Metadata = said.Metadata })];

    /// <summary>Positions that are not there, or named twice, do not count; whoever is not named follows in the order it had.</summary>
    private static ImmutableArray<int> Moves(int count, ImmutableArray<int> order)
    {
        var first = order.Where(at => at >= 0 && at < count).Distinct().ToList();
        return [.. first, .. Enumerable.Range(0, count).Except(first)];
    }

    private static Problem Refusal(string plugin, string reason) => PluginProblems.Refused.With(
        $"The plugin {plugin} refuses this: {(reason.Length > RefusalLengthMax ? reason[..RefusalLengthMax] : reason)}",
        new FieldProblem("plugin", $"{plugin} refuses", $"Do as it says, or disable it: graphmemory plugins disable {plugin}"));
}
