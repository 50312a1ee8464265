using GraphMemory.Engine.Errors;
using Microsoft.AspNetCore.Http;

namespace GraphMemory.Server.Http;

/// <summary>The HTTP status of each family of problems.</summary>
internal static class ProblemStatus
{
    public static int Of(ProblemKind kind) => kind switch
    {
        ProblemKind.Invalid => StatusCodes.Status400BadRequest,
        ProblemKind.NotFound => StatusCodes.Status404NotFound,
        ProblemKind.Conflict => StatusCodes.Status409Conflict,
        ProblemKind.Gone => StatusCodes.Status410Gone,
        ProblemKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ProblemKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        ProblemKind.Forbidden => StatusCodes.Status403Forbidden,
        ProblemKind.WrongMethod => StatusCodes.Status405MethodNotAllowed,
        ProblemKind.NotAcceptable => StatusCodes.Status406NotAcceptable,
        ProblemKind.Stale => StatusCodes.Status412PreconditionFailed,
        ProblemKind.WrongMediaType => StatusCodes.Status415UnsupportedMediaType,
        ProblemKind.Busy => StatusCodes.Status429TooManyRequests,
        ProblemKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
