using System.Collections.Immutable;
using System.IO.Hashing;
using System.Text;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Kernels.Text;
using static GraphMemory.Engine.Telemetry.TelemetryVocabulary;

namespace GraphMemory.Engine.Telemetry;

/// <summary>
/// Records what happened in an editor, and what it says about the code: each event is a relation from its session that holds at its time,
/// and from the events the memory learns which files are edited together, what they define, which tests fail in them, and what was said.
/// </summary>
public sealed record IngestTelemetry(IReadOnlyList<TelemetryEvent> Events) : IGraphCommand<TelemetryReceipt>
{
    public Problem? Check(GraphLimits limits) =>
        RequestCheck.Count("events", Events.Count, limits)
        ?? RequestCheck.Each("events", Events, (path, item) =>
            RequestCheck.Name($"{path}.type", item.Name, limits)
            ?? Optional($"{path}.sessionId", item.Session, limits) ?? Optional($"{path}.file", item.File, limits) ?? Optional($"{path}.test", item.Test, limits)
            ?? Optional($"{path}.id", item.Id, limits)
            ?? RequestCheck.Each($"{path}.symbols", item.Symbols, (inner, symbol) => RequestCheck.Name(inner, symbol.Name, limits) ?? RequestCheck.NameLength(inner, symbol.Type, limits))
            ?? RequestCheck.Each($"{path}.files", item.Files, (inner, file) => RequestCheck.Name(inner, file, limits))
            ?? (item.Text is null ? null : RequestCheck.TextLength($"{path}.text", item.Text, limits))
            ?? (item.Data.Length > limits.MetadataLengthMax
                ? GraphProblems.Invalid($"{path}.data", $"has {item.Data.Length} characters", $"use at most {limits.MetadataLengthMax}")
                : null));

    public WriteIntent Intent => new(WriteKind.Ingest, [.. Events.Select(item => new MemoryItem { Entity = item.File ?? item.Test ?? item.Session, EntityType = item.Name, Text = item.Text })]);

    public Result<TelemetryReceipt> Apply(IWorkspaceWrite write)
    {
        var ingest = new Ingest(write);
        foreach (var item in Events) { ingest.Add(item); }
        return ingest.Receipt;
    }

    private static Problem? Optional(string field, string? value, GraphLimits limits) => value is null ? null : RequestCheck.Name(field, value, limits);

    /// <summary>One batch inside its transaction; what was looked up once is not looked up again.</summary>
    private sealed class Ingest(IWorkspaceWrite write)
    {
        private readonly Dictionary<string, Entity> _entities = new(StringComparer.Ordinal);
        private readonly Dictionary<string, Provenance> _sources = new(StringComparer.Ordinal);
        private readonly HashSet<(long From, string Type, long To)> _links = [];
        private readonly HashSet<(long Session, long Claim)> _seen = [];
        private readonly Dictionary<long, RecentFiles> _recent = [];
        private readonly (TextAnalyzer Analyzer, TokenBuffer Tokens) _text = (new(), new());

        public TelemetryReceipt Receipt { get; private set; } = new(0, 0, 0);

        public void Add(TelemetryEvent item)
        {
            var session = EntityOf(SessionName(item.Session), SessionType);
            var (relation, target) = TargetOf(item);
            if (item.Id is { } id && IsKnown(session, relation, id))
            {
                Receipt = Receipt with { Duplicates = Receipt.Duplicates + 1 };
                return;
            }

            write.AddFact(Statement(item, session, relation, target));
            Receipt = Receipt with { Accepted = Receipt.Accepted + 1 };
            Learn(item, session, target);
        }

        private (string Relation, Entity Target) TargetOf(TelemetryEvent item) => item.Kind switch
        {
            TelemetryKind.FileOpen => (Opened, EntityOf(item.File!, FileType)),
            TelemetryKind.FileSave => (Saved, EntityOf(item.File!, FileType)),
            TelemetryKind.SymbolIndex => (Indexed, EntityOf(item.File!, FileType)),
            TelemetryKind.TestRun => (Ran, EntityOf(item.Test!, TestType)),
            TelemetryKind.UserChat => (Said, EntityOf("chat", EventType)),
            _ => (Reported, EntityOf(item.Name, EventType)),
        };

        /// <summary>An event is claimed by its id, so that the index of claims finds it again; one without an id is claimed by nothing but itself.</summary>
        private bool IsKnown(Entity session, string relation, string id)
        {
            var claim = ClaimOf(id);
            if (!_seen.Add((session.Id, claim))) { return true; }
            return write.FactsOfClaim(session.Id, relation, claim)
                .Any(fact => fact.Statement.Metadata.TryGetValue(IdField, out var known) && known == id);
        }

        private FactDraft Statement(TelemetryEvent item, Entity session, string relation, Entity target) => new(
            FactKind.Relation, session.Id, relation, target.Id, Text: null, item.Id is { } id ? ClaimOf(id) : target.Id, Polarity.Affirmed,
            new ValidTime(item.AtMs, item.AtMs + 1), SupersedesId: null, SourceOf(item), Confidence: 1, Weight: 1, Tags: [], Metadata(item));

        private void Learn(TelemetryEvent item, Entity session, Entity target)
        {
            switch (item.Kind)
            {
                case TelemetryKind.FileSave:
                    foreach (var other in RecentOf(session).Before(target.Id)) { Link(item, other, CoEditedWith, target.Id); }
                    break;
                case TelemetryKind.SymbolIndex:
                    foreach (var symbol in item.Symbols) { Link(item, target.Id, Defines, EntityOf(symbol.Name, symbol.Type).Id); }
                    break;
                case TelemetryKind.TestRun when item.HasFailed:
                    foreach (var file in Named(item)) { Link(item, target.Id, FailsIn, EntityOf(file, FileType).Id); }
                    if (item.Text is { Length: > 0 } message) { Observe(item, target, message); }
                    break;
                case TelemetryKind.UserChat when item.Text is { Length: > 0 } said:
                    Observe(item, session, said);
                    break;
                default:
                    break;
            }
        }

        private static IEnumerable<string> Named(TelemetryEvent item) => item.File is { } file ? item.Files.Prepend(file) : item.Files;

        private void Link(TelemetryEvent item, long from, string type, long to)
        {
            if (from == to || !_links.Add((from, type, to)) || write.FactsOfClaim(from, type, to).Any(fact => fact.IsLive && fact.Statement.ObjectId == to)) { return; }
            write.AddFact(new FactDraft(
                FactKind.Relation, from, type, to, Text: null, ClaimKey: to, Polarity.Affirmed, ValidTime.Always, SupersedesId: null, SourceOf(item),
                Confidence: 1, Weight: 1, Tags: [], ImmutableSortedDictionary<string, string>.Empty));
            Receipt = Receipt with { Links = Receipt.Links + 1 };
        }

        private void Observe(TelemetryEvent item, Entity subject, string text) => WriteRules.Observe(
            write, subject, text, Circumstances.Default with { Provenance = SourceOf(item) }, _text.Analyzer, _text.Tokens);

        private RecentFiles RecentOf(Entity session)
        {
            if (_recent.TryGetValue(session.Id, out var known)) { return known; }
            return _recent[session.Id] = RecentFiles.Of(write, session.Id);
        }

        private Entity EntityOf(string name, string type)
        {
            if (!_entities.TryGetValue(name, out var entity)) { _entities[name] = entity = WriteRules.Declared(write, name, type); }
            return entity;
        }

        private Provenance SourceOf(TelemetryEvent item)
        {
            var session = item.Session ?? "";
            if (!_sources.TryGetValue(session, out var source)) { _sources[session] = source = new Provenance(Tool: Tool, Session: item.Session); }
            return source;
        }

        private static ImmutableSortedDictionary<string, string> Metadata(TelemetryEvent item)
        {
            var metadata = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
            metadata.Add(NameField, item.Name);
            if (item.Id is { } id) { metadata.Add(IdField, id); }
            if (item.User is { } user) { metadata.Add(UserField, user); }
            if (item.Outcome is { } outcome) { metadata.Add(OutcomeField, outcome); }
            if (item.Data.Length > 0) { metadata.Add(DataField, item.Data); }
            return metadata.ToImmutable();
        }

        private static long ClaimOf(string id) => (long)XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(id));
    }
}
