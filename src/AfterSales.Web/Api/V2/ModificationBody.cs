using AfterSales.Bpmn.Interpretation.Modification;
using AfterSales.Web.Api.Http;

namespace AfterSales.Web.Api.V2;

/// <summary>The instructions of a modification.</summary>
internal static class ModificationBody
{
    public static ModifyInstance Read(JsonBody body) => new(
        [.. body.NestedList("activateInstructions").Select(Activation)],
        [.. body.NestedList("terminateInstructions").Select(Termination)],
        [.. body.NestedList("moveInstructions").Select(Move)]);

    private static ElementActivation Activation(JsonBody one)
    {
        var activation = new ElementActivation(one.RequiredText("elementId"), Variables(one), one.Key("ancestorElementInstanceKey"));
        // Clients write -1 for an ancestor that is not given.
        activation = activation with { AncestorKey = activation.AncestorKey is > 0 ? activation.AncestorKey : null };
        one.RejectUnread();
        return activation;
    }

    private static ElementTermination Termination(JsonBody one)
    {
        var termination = new ElementTermination(one.Key("elementInstanceKey"), one.Text("elementId"));
        if (termination is { ElementInstanceKey: null, ElementId: null })
            one.Refuse("elementInstanceKey", "or 'elementId' is required");
        one.RejectUnread();
        return termination;
    }

    private static ElementMove Move(JsonBody one)
    {
        var source = one.Nested("sourceElementInstruction");
        var from = source.RequiredText("sourceType") switch
        {
            "byKey" => new ElementTermination(source.Key("sourceElementInstanceKey") ?? 0, null),
            "byId" => new ElementTermination(null, source.RequiredText("sourceElementId")),
            _ => Unknown(source),
        };
        source.RejectUnread();
        var ancestor = one.Nested("ancestorScopeInstruction");
        var scope = ancestor.Text("ancestorScopeType") switch
        {
            null or "direct" => MoveScope.Given,
            "inferred" => MoveScope.Inferred,
            "sourceParent" => MoveScope.SourceParent,
            _ => UnknownScope(ancestor),
        };
        var move = new ElementMove(from, one.RequiredText("targetElementId"), scope, ancestor.Key("ancestorElementInstanceKey"), Variables(one));
        ancestor.RejectUnread();
        one.RejectUnread();
        return move;
    }

    private static ElementTermination Unknown(JsonBody source)
    {
        source.Refuse("sourceType", "must be byId or byKey");
        return new ElementTermination(null, "");
    }

    private static MoveScope UnknownScope(JsonBody ancestor)
    {
        ancestor.Refuse("ancestorScopeType", "must be direct, inferred or sourceParent");
        return MoveScope.Given;
    }

    private static List<ScopeVariables> Variables(JsonBody body)
    {
        var variables = new List<ScopeVariables>();
        foreach (var one in body.NestedList("variableInstructions"))
        {
            variables.Add(new ScopeVariables(one.Text("scopeId"), VariablesBody.Read(one, "variables")));
            one.RejectUnread();
        }
        return variables;
    }
}
