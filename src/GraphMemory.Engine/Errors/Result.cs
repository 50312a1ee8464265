using System.Diagnostics.CodeAnalysis;

namespace GraphMemory.Engine.Errors;

/// <summary>A value, or the problem that stands in its place.</summary>
public readonly struct Result<T>
{
    private readonly T? _value;

    private Result(T? value, Problem? problem) => (_value, Problem) = (value, problem);

    public Problem? Problem { get; }

    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsSuccess => Problem is null;

    /// <summary>The value; reading it from a failed result is a defect of the caller.</summary>
    public T Value => Problem is null ? _value! : throw new InvalidOperationException($"The result is a problem. {Problem}");

    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>For a value whose type is an interface: the language converts none of those by itself.</summary>
    public static Result<T> Of(T value) => new(value, null);

    public static implicit operator Result<T>(Problem problem) => new(default, problem);

    public Result<TOut> Map<TOut>(Func<T, TOut> map) => Problem is null ? map(_value!) : Problem;
}
