using GraphMemory.Engine.Errors;

namespace GraphMemory.Server.Cli;

/// <summary>A problem for a person: <c>error CODE: detail</c>, then one line for each field with its fix.</summary>
internal static class ProblemText
{
    public static void Write(TextWriter output, Problem problem, TextStyle style)
    {
        output.WriteLine($"{style.Red("error")} {style.Bold(problem.Code.Name)}: {SafeText.Line(problem.Detail)}");
        foreach (var field in problem.Fields)
        {
            output.WriteLine($"  {SafeText.Line(field.Field)}: {SafeText.Line(field.Error)}. {style.Green("Fix:")} {SafeText.Line(field.Fix)}");
        }
    }
}
