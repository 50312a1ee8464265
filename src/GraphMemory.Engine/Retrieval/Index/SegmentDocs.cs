using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Retrieval.Index;

/// <summary>The columns of the documents of a segment while it is built.</summary>
internal sealed class SegmentDocs
{
    private readonly List<int> _ids = [], _entities = [], _sessions = [], _closed = [];
    private readonly List<byte> _kinds = [], _confidences = [];
    private readonly List<uint> _recorded = [];
    private readonly List<long> _validFrom = [], _validTo = [];
    private bool _restrictsValidTime;

    public int Count => _ids.Count;

    public int Add(in FactRow row)
    {
        _restrictsValidTime |= row.Valid != ValidTime.Always;
        _validFrom.Add(row.Valid.FromMs);
        _validTo.Add(row.Valid.ToMs);
        return Add(DocKind.Observation, row.Id, row.SubjectId, row.SessionId, row.SupersededSeq, row.RecordedAtMs, row.Confidence);
    }

    /// <summary>An entity's own document: its name and type.</summary>
    public int AddEntity(long id)
    {
        _validFrom.Add(ValidTime.Beginning);
        _validTo.Add(ValidTime.Open);
        return Add(DocKind.Entity, id, id, sessionId: 0, closedSeq: 0, recordedAtMs: 0, confidence: 1);
    }

    public void WriteTo(SegmentLayout layout)
    {
        layout.Set(SegmentSection.DocId, _ids);
        layout.Set(SegmentSection.DocEntity, _entities);
        layout.Set(SegmentSection.DocSession, _sessions);
        layout.Set(SegmentSection.DocKind, _kinds);
        layout.Set(SegmentSection.DocConfidence, _confidences);
        layout.Set(SegmentSection.DocClosed, _closed);
        layout.Set(SegmentSection.DocRecorded, _recorded);
        layout.Set<ulong>(SegmentSection.DocDead, Dead());
        WriteEntities(layout);
        if (!_restrictsValidTime) { return; }
        layout.Set(SegmentSection.DocValidFrom, _validFrom);
        layout.Set(SegmentSection.DocValidTo, _validTo);
    }

    private int Add(DocKind kind, long id, long entityId, int sessionId, long closedSeq, long recordedAtMs, float confidence)
    {
        _ids.Add((int)id);
        _entities.Add((int)entityId);
        _sessions.Add(sessionId);
        _kinds.Add((byte)kind);
        _closed.Add((int)closedSeq);
        _recorded.Add((uint)Math.Clamp(recordedAtMs / 1000, 0, uint.MaxValue));
        _confidences.Add((byte)Math.Round(Math.Clamp(confidence, 0, 1) * 255));
        return _ids.Count - 1;
    }

    private ulong[] Dead()
    {
        var dead = new ulong[(Count + 63) / 64];
        for (var doc = 0; doc < Count; doc++)
        {
            if (_closed[doc] != 0) { dead[doc >> 6] |= 1UL << doc; }
        }

        return dead;
    }

    /// <summary>Groups the documents by entity.</summary>
    private void WriteEntities(SegmentLayout layout)
    {
        // Entity and document in one number: the sort keeps the documents of an entity in their order.
        var packed = new long[Count];
        for (var doc = 0; doc < packed.Length; doc++) { packed[doc] = ((long)_entities[doc] << 32) | (uint)doc; }
        Array.Sort(packed);
        var order = new int[Count];
        var (ids, offsets) = (new List<int>(), new List<int>());
        for (var i = 0; i < packed.Length; i++)
        {
            order[i] = (int)packed[i];
            var entity = (int)(packed[i] >> 32);
            if (ids.Count > 0 && ids[^1] == entity) { continue; }
            ids.Add(entity);
            offsets.Add(i);
        }

        offsets.Add(packed.Length);
        IdTable.Write(layout, ids, SegmentSection.EntityId, SegmentSection.EntityBits, SegmentSection.EntityRanks);
        layout.Set(SegmentSection.EntityDocOffset, offsets);
        layout.Set<int>(SegmentSection.EntityDocs, order);
    }
}
