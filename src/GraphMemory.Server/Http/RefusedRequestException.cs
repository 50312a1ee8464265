using GraphMemory.Engine.Errors;
using Microsoft.AspNetCore.Http;

namespace GraphMemory.Server.Http;

/// <summary>A refusal from where only an exception can leave, such as the set-up of a session inside a library.</summary>
internal sealed class RefusedRequestException(Problem problem) : BadHttpRequestException(problem.Detail, ProblemStatus.Of(problem.Code.Kind))
{
    public Problem Problem => problem;
}
