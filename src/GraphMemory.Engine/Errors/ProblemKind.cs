namespace GraphMemory.Engine.Errors;

/// <summary>What went wrong, in the terms a door needs to pick an HTTP status, a JSON-RPC code or an exit code.</summary>
public enum ProblemKind
{
    /// <summary>The request breaks a rule of its own shape (HTTP 400, exit 2).</summary>
    Invalid,
    /// <summary>What the request names does not exist (404).</summary>
    NotFound,
    /// <summary>The request contradicts the current state (409).</summary>
    Conflict,
    /// <summary>A cursor or resource that once existed is gone for good (410).</summary>
    Gone,
    /// <summary>The request is larger than a stated bound (413).</summary>
    TooLarge,
    /// <summary>The caller must first say who it is (401).</summary>
    Unauthenticated,
    /// <summary>The caller may not do this (403).</summary>
    Forbidden,
    /// <summary>The resource cannot be treated this way (405).</summary>
    WrongMethod,
    /// <summary>What the caller accepts cannot be given (406).</summary>
    NotAcceptable,
    /// <summary>The request was made for a version that is no longer the current one (412).</summary>
    Stale,
    /// <summary>What was sent is of a kind that is not taken here (415).</summary>
    WrongMediaType,
    /// <summary>A bound on work in progress is reached; try later (429).</summary>
    Busy,
    /// <summary>The store cannot take writes now (503).</summary>
    Unavailable,
    /// <summary>A defect or an unexpected fault of the machine (500).</summary>
    Internal,
}
