namespace GraphMemory.Engine.Retrieval.Index;

/// <summary>The arrays of a segment, in file order. Documents are numbered from 0 by rising fact id.</summary>
internal enum SegmentSection
{
    /// <summary>int per document: the fact's id, or the entity's for an entity's own document.</summary>
    DocId,
    /// <summary>int per document: the entity it is about.</summary>
    DocEntity,
    /// <summary>int per document: the session it was recorded in; 0 when none.</summary>
    DocSession,
    /// <summary>byte per document: <see cref="DocKind"/>.</summary>
    DocKind,
    /// <summary>byte per document: confidence in 1/255.</summary>
    DocConfidence,
    /// <summary>byte per document: terms of its sequence that come from the entity's name, at most 255.</summary>
    DocNameTerms,
    /// <summary>int per document: log position that closed it; 0 while it stood when the segment was built.</summary>
    DocClosed,
    /// <summary>uint per document: recording time, seconds since 1970.</summary>
    DocRecorded,
    /// <summary>long per document: begin and end of valid time, Unix milliseconds; both empty when no document restricts it.</summary>
    DocValidFrom,
    DocValidTo,
    /// <summary>byte per document: its length as a norm of the postings kernel.</summary>
    DocNorm,
    /// <summary>ulong bitmap over documents: closed when the segment was built.</summary>
    DocDead,
    /// <summary>long per document and one more: where its term sequence begins in <see cref="Forward"/>.</summary>
    ForwardOffset,
    /// <summary>Term numbers of each document in text order, LEB128.</summary>
    Forward,
    TermOffset,
    TermBytes,
    PostingTerm,
    PostingBlock,
    PostingData,
    /// <summary>Entities that have documents here, rising; offsets into <see cref="EntityDocs"/>; their documents.</summary>
    EntityId,
    EntityDocOffset,
    EntityDocs,
    /// <summary>Open-addressing table from a hash of name words to an entry of <see cref="NameEntityOffset"/>, or -1 for a mere beginning of a name.</summary>
    NameHash,
    NameValue,
    NameEntityOffset,
    NameEntities,
    /// <summary>Nodes that have edges here, rising; offsets; the far node, weight, fact and kind of each edge.</summary>
    NodeId,
    EdgeOffset,
    EdgeTarget,
    EdgeWeight,
    EdgeFact,
    EdgePredicate,
    Count,
}

internal enum DocKind : byte
{
    Observation = 1,
    /// <summary>An entity without observations.</summary>
    Entity = 2,
}
