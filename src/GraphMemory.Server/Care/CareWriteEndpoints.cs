using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using GraphMemory.Engine.Care;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Server.Graph;
using GraphMemory.Server.Rest;

namespace GraphMemory.Server.Care;

/// <summary>Putting in order: merges, marks, tags, forgetting, and taking it back.</summary>
internal static class CareWriteEndpoints
{
    private const string Tag = "care";

    private static readonly RestParameter<long> Revision = RestParameter.Id("id", "Id of the revision");

    public static IEnumerable<RestEndpoint> All =>
    [
        Write("mergeEntities", "/care/merge", "Make one entity another; its name leads there from now on", CareBodyJson.Default.EntityPairBody, "Which becomes which.",
            (call, body) => WrittenAsync(call, new MergeEntities(body.From, body.Into), MergedEntityShape.Of, CareJson.Default.MergedEntityShape),
            RestAnswer.Json(CareJson.Default.MergedEntityShape, "What became of it."), GraphProblems.EntityNotFound, CareProblems.CannotMerge, CareProblems.TooLarge),
        Write("unmergeEntity", "/care/unmerge", "Take the merge of an entity back", CareBodyJson.Default.UnmergeBody, "The name that was merged.",
            (call, body) => WrittenAsync(call, new UnmergeEntity(body.Name), UndoShape.Of, CareJson.Default.UndoShape),
            RestAnswer.Json(CareJson.Default.UndoShape, "What came back."), CareProblems.RevisionNotFound, CareProblems.TooLate),
        Write("keepApart", "/care/different", "Say that two entities are not one, so that the pair is not proposed again", CareBodyJson.Default.EntityPairBody, "The two.",
            (call, body) => WrittenAsync(call, new KeepApart(body.From, body.Into, Circumstances.Default with { Provenance = Provenances.Rest }), Cli.RecordedShape.Of, GraphShapeJson.Default.RecordedShape),
            RestAnswer.Json(GraphShapeJson.Default.RecordedShape, "The relation that says so."), GraphProblems.EntityNotFound),
        Write("mark", "/care/marks", "Give facts and entities a tier, a pin or an expiry", CareBodyJson.Default.MarkBody, "What to mark, and how.",
            (call, body) => WrittenAsync(call, body.ToCommand(), marks => new MarksShape([.. marks.Select(MarkShape.Of)]), CareJson.Default.MarksShape),
            RestAnswer.Json(CareJson.Default.MarksShape, "The marks as they are now."), GraphProblems.FactNotFound, GraphProblems.EntityNotFound),
        Write("renameTag", "/care/tags/rename", "Rename a tag on every fact, or merge it into another", CareBodyJson.Default.EntityPairBody, "The tag and its new name.",
            (call, body) => WrittenAsync(call, new RenameTag(body.From, body.Into), RenamedTagShape.Of, CareJson.Default.RenamedTagShape),
            RestAnswer.Json(CareJson.Default.RenamedTagShape, "How many facts carry it now."), CareProblems.TooLarge),
        Write("forgetByPlan", "/care/forget", "Close what a plan showed, and nothing else", CareBodyJson.Default.ForgetPlanBody, "The rule and the plan.", ForgetAsync,
            RestAnswer.Json(CareJson.Default.ForgottenShape, "What was closed."), CareProblems.PlanChanged),
        new("undoRevision", "POST", "/care/history/{id}/undo", Tag, "Take a merge, a run of forgetting or a renamed tag back", UndoAsync)
        {
            Parameters = [Revision], IsIdempotentByKey = true, Answer = RestAnswer.Json(CareJson.Default.UndoShape, "What came back."),
            Problems = [CareProblems.RevisionNotFound, CareProblems.TooLate, .. EntityEndpoints.Writing],
        },
    ];

    private static RestEndpoint Write<TBody>(
        string name, string path, string summary, JsonTypeInfo<TBody> body, string bodyText, Func<RestCall, TBody, ValueTask<RestReply>> write, RestAnswer answer,
        params ImmutableArray<ProblemCode> problems) =>
        new(name, "POST", path, Tag, summary, async call =>
        {
            var given = await call.BodyAsync(body);
            return given.IsSuccess ? await write(call, given.Value) : given.Problem;
        })
        {
            Body = RestBody.Json(body, bodyText), IsIdempotentByKey = true, Answer = answer, Problems = [CareProblems.InvalidField, .. problems, .. EntityEndpoints.Writing],
        };

    private static ValueTask<RestReply> ForgetAsync(RestCall call, ForgetPlanBody body)
    {
        if (PlanToken.Parse(body.Plan) is not { } token) { return new(RestProblems.Body("plan", "is no plan", "send the plan that /care/forget/plan answered")); }
        return WrittenAsync(call, new ForgetByPlan(token.For(body.Rule.ToRule(call.NowMs)), token.PlanId), ForgottenShape.Of, CareJson.Default.ForgottenShape);
    }

    private static async ValueTask<RestReply> UndoAsync(RestCall call)
    {
        var id = call.Value(Revision);
        if (call.Problem is { } problem) { return problem; }
        return await WrittenAsync(call, new UndoRevision(id, call.Memory.Options.Care.UndoneFromMs(call.NowMs)), UndoShape.Of, CareJson.Default.UndoShape);
    }

    private static async ValueTask<RestReply> WrittenAsync<T, TShape>(RestCall call, IGraphCommand<T> command, Func<T, TShape> shape, JsonTypeInfo<TShape> type)
    {
        var written = await call.WriteAsync(command, shape, type);
        return written.IsSuccess ? RestReply.Of(written.Value, type) : written.Problem;
    }
}
