using GraphMemory.Engine.Errors;

namespace GraphMemory.Server.Http;

internal static class HttpProblems
{
    public static readonly ProblemCode HostRefused = new("HTTP_001", ProblemKind.Forbidden, "The Host header is not allowed");
    public static readonly ProblemCode OriginRefused = new("HTTP_002", ProblemKind.Forbidden, "The web origin is not allowed");
    public static readonly ProblemCode TokenRefused = new("HTTP_003", ProblemKind.Unauthenticated, "The local token is missing or wrong");
    public static readonly ProblemCode BodyTooLarge = new("HTTP_004", ProblemKind.TooLarge, "The request body is too large");
    public static readonly ProblemCode Malformed = new("HTTP_005", ProblemKind.Invalid, "The request is not valid HTTP");
    public static readonly ProblemCode NoSuchPath = new("HTTP_006", ProblemKind.NotFound, "There is nothing at this path");
    public static readonly ProblemCode TooSlow = new("HTTP_007", ProblemKind.Unavailable, "The request took too long");
    public static readonly ProblemCode Defect = new("HTTP_008", ProblemKind.Internal, "The server met an unexpected fault");
    public static readonly ProblemCode WrongMethod = new("HTTP_009", ProblemKind.WrongMethod, "This path does not take this method");
    public static readonly ProblemCode NotAcceptable = new("HTTP_010", ProblemKind.NotAcceptable, "None of the accepted media types can be answered");
    public static readonly ProblemCode WrongMediaType = new("HTTP_011", ProblemKind.WrongMediaType, "The media type of the body is not taken");
    public static readonly ProblemCode TooMany = new("HTTP_012", ProblemKind.Busy, "Too many requests");

    public static IEnumerable<ProblemCode> All =>
    [
        HostRefused, OriginRefused, TokenRefused, BodyTooLarge, Malformed, NoSuchPath, TooSlow, Defect,
        WrongMethod, NotAcceptable, WrongMediaType, TooMany,
    ];
}
