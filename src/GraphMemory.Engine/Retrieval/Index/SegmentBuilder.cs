using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Retrieval.Index;

/// <summary>
/// Builds a segment: a pure function of the store, a range of its log, and the segments of the log before it (whose names the new texts may
/// mention, and whose texts may mention the new names).
/// </summary>
internal sealed class SegmentBuilder
{
    private readonly IWorkspaceRead _read;
    private readonly IReadOnlyList<Segment> _older;
    private readonly SegmentDocs _docs = new();
    private readonly DocumentTerms _terms = new();
    private readonly EdgeLists _edges = new();
    private readonly Mentions _mentions = new();
    private readonly EntityNames _names;
    private readonly NameTableBuilder _nameTable = new();
    private readonly List<long> _newNames = [];
    private readonly List<long> _entities = [];
    private readonly HashSet<long> _spokenOf = [];
    private readonly HashSet<long> _linked = [];
    private readonly Dictionary<int, byte[][]> _sources = [];

    private SegmentBuilder(IWorkspaceRead read, IReadOnlyList<Segment> older)
    {
        _read = read;
        _older = older;
        _names = new EntityNames(read);
    }

    /// <param name="older">Segments that cover the log up to <paramref name="fromSeq"/>.</param>
    public static SegmentLayout Build(IWorkspaceRead read, long fromSeq, long toSeq, IReadOnlyList<Segment> older)
    {
        var builder = new SegmentBuilder(read, older);
        read.VisitEntities(fromSeq, toSeq, builder.AddEntity);
        var table = builder._nameTable.Build();
        builder.AddFacts(fromSeq, toSeq, table);
        builder.AddBareEntities();
        foreach (var entityId in builder._newNames) { LateMentions.Find(entityId, builder._names.Name(entityId), older, builder._terms, builder._mentions); }
        builder._mentions.AddTo(builder._edges, older, builder._docs.Count + older.Sum(segment => (long)segment.DocCount));
        return builder.ToLayout(fromSeq, toSeq, table);
    }

    private void AddEntity(in EntityRow row)
    {
        _names.Add(in row);
        // A merged entity is still named in texts: the name stays with its id, which stands for another now.
        if (row.HasGeneratedName || (row.DeletedSeq != 0 && _read.MergeOf(row.Id) is null)) { return; }
        if (row.DeletedSeq == 0) { _entities.Add(row.Id); }
        _terms.AnalyzeChars(NameWords.Spoken(_terms.Analyze(row.NameUtf8)));
        if (!NameWords.IsTelling(_terms.Tokens)) { return; }
        _nameTable.Add(_terms.Tokens.WordHashes, row.Id);
        if (_older.Count > 0) { _newNames.Add(row.Id); }
    }

    private void AddFacts(long fromSeq, long toSeq, NameTable table)
    {
        List<INameSource> sources = [table, .. _older];
        var scanner = new MentionScanner(sources);
        _read.VisitFacts(fromSeq, toSeq, (in FactRow row) =>
        {
            if (row.Polarity == Polarity.Retracted) { return; }
            if (row.Kind == FactKind.Relation) { AddRelation(in row); }
            else { AddObservation(in row, scanner); }
        });
    }

    private void AddObservation(in FactRow row, MentionScanner scanner)
    {
        _spokenOf.Add(row.SubjectId);
        var doc = _docs.Add(in row);
        var isFileBody = NameWords.IsPath(_terms.Analyze(_names.Name(row.SubjectId)));
        var length = _terms.IndexName(doc);
        _terms.Analyze(row.TextUtf8);
        // What stands in a file is code: a name there is a use, which the code index knows better, not something said about the entity.
        if (row.SupersededSeq == 0 && !isFileBody) { AddMentions(row.Id, row.SubjectId, scanner); }
        length += _terms.IndexText(doc);
        _terms.IndexFilter(doc, FilterTerm.Type(_names.Type(row.SubjectId)));
        AddTags(row.TagsUtf8, doc);
        foreach (var term in Sources(row.ProvenanceId)) { _terms.IndexFilter(doc, term); }
        _terms.EndDocument(doc, length);
    }

    /// <summary>Ties the entity to each other entity that the observation names, once per observation.</summary>
    private void AddMentions(long factId, long subjectId, MentionScanner scanner)
    {
        _linked.Clear();
        scanner.Scan(_terms.Tokens.WordHashes, owners =>
        {
            foreach (var owner in owners)
            {
                if (owner != subjectId && _linked.Add(owner)) { _mentions.Add(subjectId, owner, factId, owners.Count); }
            }
        });
    }

    /// <summary>A relation is no document of its own: it is found through its ends, over the graph.</summary>
    private void AddRelation(in FactRow row)
    {
        if (row.SupersededSeq != 0 || row.Polarity != Polarity.Affirmed || row.SubjectId == row.ObjectId || row.Weight <= 0) { return; }
        _edges.Add(row.SubjectId, row.ObjectId, row.Weight, row.Id, row.PredicateId);
    }

    /// <summary>An entity that nothing is said about can be found by its name and type.</summary>
    private void AddBareEntities()
    {
        foreach (var entityId in _entities)
        {
            if (_spokenOf.Contains(entityId)) { continue; }
            var doc = _docs.AddEntity(entityId);
            _terms.Analyze(_names.Name(entityId));
            var length = _terms.IndexName(doc);
            _terms.Analyze(_names.Type(entityId));
            length += _terms.IndexText(doc);
            _terms.IndexFilter(doc, FilterTerm.Type(_names.Type(entityId)));
            _terms.EndDocument(doc, length);
        }
    }

    /// <summary>Filter terms for the parts of a provenance, made once each.</summary>
    private byte[][] Sources(int provenanceId)
    {
        if (_sources.TryGetValue(provenanceId, out var known)) { return known; }
        var from = _read.Provenance(provenanceId);
        string?[] parts = [from.Principal, from.Client, from.Tool, from.File, from.Commit, from.Url];
        return _sources[provenanceId] = [.. parts.OfType<string>().Distinct(StringComparer.Ordinal).Select(FilterTerm.Source)];
    }

    private void AddTags(ReadOnlySpan<byte> tags, int doc)
    {
        foreach (var range in tags.Split((byte)0x1F))
        {
            if (!tags[range].IsEmpty) { _terms.IndexFilter(doc, FilterTerm.Tag(tags[range])); }
        }
    }

    private SegmentLayout ToLayout(long fromSeq, long toSeq, NameTable table)
    {
        var layout = new SegmentLayout(new SegmentHeader
        {
            WorkspaceId = _read.Workspace.Id,
            WorkspaceCreatedAtMs = _read.Workspace.CreatedAtMs,
            FromSeq = fromSeq,
            ToSeq = toSeq,
            ToAtMs = _read.Log(toSeq - 1, 1) is [var last] ? last.AtMs : 0,
            BuiltSeq = _read.Workspace.HeadSeq,
            LengthTotal = _terms.LengthTotal,
        });
        _docs.WriteTo(layout);
        _terms.WriteTo(layout);
        _edges.WriteTo(layout);
        table.WriteTo(layout);
        return layout;
    }

}
