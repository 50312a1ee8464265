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
    /// <summary>uint per document and one more: where its term sequence begins in <see cref="Forward"/>.</summary>
    ForwardOffset,
    /// <summary>Terms of each document in text order, LEB128, numbered by falling frequency so that the usual ones take one byte.</summary>
    Forward,
    /// <summary>int per term: its number in the dictionary by its number in <see cref="Forward"/>.</summary>
    ForwardTerm,
    TermOffset,
    TermBytes,
    PostingTerm,
    PostingBlock,
    PostingData,
    /// <summary>Entities that have documents here, rising, with the tables of an <see cref="IdTable"/>; offsets into <see cref="EntityDocs"/>; their documents.</summary>
    EntityId,
    EntityBits,
    EntityRanks,
    EntityDocOffset,
    EntityDocs,
    /// <summary>Open-addressing table from the upper half of a hash of name words to an entry of <see cref="NameEntityOffset"/>, or -1 for a mere beginning of a name.</summary>
    NameHash,
    NameValue,
    NameEntityOffset,
    NameEntities,
    /// <summary>Nodes that have edges here, rising, with the tables of an <see cref="IdTable"/>; the sum of each one's weights; offsets.</summary>
    NodeId,
    NodeBits,
    NodeRanks,
    NodeWeight,
    EdgeOffset,
    /// <summary>Per node the far nodes of all its edges, then their weights: one place in memory for a walk.</summary>
    EdgeFlow,
    /// <summary>Per node the facts of all its edges, then their predicates.</summary>
    EdgeOrigin,
    Count,
}

internal enum DocKind : byte
{
    Observation = 1,
    /// <summary>An entity without observations.</summary>
    Entity = 2,
}
