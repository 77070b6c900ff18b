using AfterSales.Engine.Commits;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Tasks.Questions;

/// <summary>Questions to customers in the database.</summary>
internal static class QuestionTable
{
    private const string Columns =
        """
        SELECT question_key AS QuestionKey, task_key AS TaskKey, case_number AS CaseNumber, asked_by AS AskedBy, asked_at AS AskedAt, text AS Text,
               answer AS Answer, closed_at AS ClosedAt, closed_as AS ClosedAs
        FROM task_question
        """;

    public static void Add(CommitContext commit, TaskQuestion question) => commit.Execute(
        """
        INSERT INTO task_question (question_key, task_key, case_number, asked_by, asked_at, text)
        VALUES (@Key, @TaskKey, @CaseNumber, @AskedBy, @At, @Text)
        """,
        new { question.Key, question.TaskKey, question.CaseNumber, question.AskedBy, At = question.AskedAt.ToStored(), question.Text });

    /// <summary>Closes an open question; false when it was closed before.</summary>
    public static bool Close(CommitContext commit, long key, QuestionEnd end, string? answer = null) => commit.Change(
        "UPDATE task_question SET closed_at = @Now, closed_as = @End, answer = @answer WHERE question_key = @key AND closed_at IS NULL",
        new { key, answer, Now = commit.Now.ToStored(), End = Code(end) }) > 0;

    public static TaskQuestion? Find(RowSource rows, long key) => Read(rows, "question_key = @key", new { key }).FirstOrDefault();

    public static TaskQuestion? OpenOf(RowSource rows, long taskKey) =>
        rows.First<Row>($"{Columns} WHERE task_key = @taskKey AND closed_at IS NULL ORDER BY asked_at, question_key", new { taskKey })?.ToQuestion();

    /// <summary>Oldest first.</summary>
    public static IReadOnlyList<TaskQuestion> OfTask(RowSource rows, long taskKey) => Read(rows, "task_key = @taskKey", new { taskKey });

    public static IReadOnlyList<TaskQuestion> OpenOfCase(RowSource rows, string caseNumber) =>
        Read(rows, "case_number = @caseNumber AND closed_at IS NULL", new { caseNumber });

    private static List<TaskQuestion> Read(RowSource rows, string where, object parameters) =>
        [.. rows.List<Row>($"{Columns} WHERE {where} ORDER BY asked_at, question_key", parameters).Select(row => row.ToQuestion())];

    private static string Code(QuestionEnd end) => end switch
    {
        QuestionEnd.Answered => "answered", QuestionEnd.Withdrawn => "withdrawn", _ => "task-ended",
    };

    private sealed class Row
    {
        public long QuestionKey { get; init; }
        public long TaskKey { get; init; }
        public string CaseNumber { get; init; } = "";
        public string AskedBy { get; init; } = "";
        public long AskedAt { get; init; }
        public string Text { get; init; } = "";
        public string? Answer { get; init; }
        public long? ClosedAt { get; init; }
        public string? ClosedAs { get; init; }

        public TaskQuestion ToQuestion() => new(
            QuestionKey, TaskKey, CaseNumber, AskedBy, Instants.FromStored(AskedAt), Text, Answer, Instants.FromStored(ClosedAt),
            ClosedAs switch { null => null, "answered" => QuestionEnd.Answered, "withdrawn" => QuestionEnd.Withdrawn, _ => QuestionEnd.TaskEnded });
    }
}
