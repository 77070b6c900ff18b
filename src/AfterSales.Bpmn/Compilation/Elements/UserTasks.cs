using System.Globalization;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Reading;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Compilation.Elements;

/// <summary>User tasks: who, until when, with which form.</summary>
internal static class UserTasks
{
    public static UserTaskDefinition? Compile(NodeContext context)
    {
        var node = context.Node;
        if (node.Zeebe("userTask") is null)
        {
            context.Report(ProblemCodes.ExtensionMissing, "The user task has no <zeebe:userTask/>: user tasks that job workers do are not supported.");
            return null;
        }
        var assignment = node.Zeebe("assignmentDefinition");
        var schedule = node.Zeebe("taskSchedule");
        var priority = node.Zeebe("priorityDefinition");
        return new UserTaskDefinition(
            Assignee: context.Value(assignment?["assignee"], node.Line, "assignee"),
            CandidateGroups: context.Value(assignment?["candidateGroups"], node.Line, "candidate groups"),
            CandidateUsers: context.Value(assignment?["candidateUsers"], node.Line, "candidate users"),
            DueDate: Moment(context, schedule, "dueDate", "due date"),
            FollowUpDate: Moment(context, schedule, "followUpDate", "follow-up date"),
            Priority: context.Value(priority?["priority"], priority?.Line ?? 0, "priority", IsPriority, "a whole number from 0 to 100"),
            Form: Form(context),
            Headers: Jobs.Headers(node));
    }

    public static FormDefinition? Form(NodeContext context)
    {
        if (context.Node.Zeebe("formDefinition") is not { } form)
            return null;
        if (form["formKey"] is not null)
            context.Report(ProblemCodes.ExtensionUnsupported, form.Line, "formKey names an embedded form, which is not supported; deploy the form and name it with formId.");
        if (form["formId"] is not null && form["externalReference"] is not null)
            context.Report(ProblemCodes.ExtensionInvalid, form.Line, "The form is named by formId and by externalReference; one of them must go.");
        return new FormDefinition(
            context.Value(form["formId"], form.Line, "form id"),
            context.Binding(form),
            form["versionTag"],
            context.Value(form["externalReference"], form.Line, "external form reference"));
    }

    private static CompiledValue? Moment(NodeContext context, Extension? schedule, string attribute, string what) =>
        context.Value(schedule?[attribute], schedule?.Line ?? 0, what, IsMoment, "a date and time such as 2026-03-21T09:00:00Z");

    private static bool IsMoment(string text) => TimerValue.Instant(FeelValue.Of(text), TimeZoneInfo.Utc) is not null;

    private static bool IsPriority(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= 100;
}
