using System.Data.Common;
using System.Text.Json;
using AfterSales.Engine.Commits;
using AfterSales.Service.Languages;
using Dapper;

namespace AfterSales.Service.Mail;

/// <summary>The table of mails.</summary>
internal static class MailRows
{
    private const string Columns = """
        mail_key AS MailKey, message_id AS MessageId, case_number AS CaseNumber, task_key AS TaskKey, template AS Template,
        language AS Language, person_id AS PersonId, to_name AS ToName, to_address AS ToAddress, subject AS Subject, html AS Html,
        text AS Text, links AS Links, in_reply_to AS InReplyTo, thread AS Thread, state AS State, created_at AS CreatedAt,
        sent_at AS SentAt, attempts AS Attempts, problem AS Problem
        """;

    public static MailRow? Find(DbConnection connection, long mailKey, DbTransaction? transaction = null) =>
        connection.QueryFirstOrDefault<MailRow>($"SELECT {Columns} FROM mail WHERE mail_key = @mailKey", new { mailKey }, transaction);

    public static IReadOnlyList<MailRow> List(DbConnection connection, MailFilter filter)
    {
        // Only what is asked for stands in the statement: "or nothing is asked" would keep SQLite from every index.
        string?[] conditions =
        [
            filter.CaseNumber is null ? null : "case_number = @CaseNumber",
            filter.TaskKey is null ? null : "task_key = @TaskKey",
            filter.To is null ? null : "lower(to_address) = lower(@To)",
            filter.PersonId is null ? null : "person_id = @PersonId",
            filter.Template is null ? null : "template = @Template",
            filter.State is null ? null : "state = @State",
            filter.Before is null ? null : "mail_key < @Before",
        ];
        var where = string.Join(" AND ", conditions.OfType<string>().DefaultIfEmpty("1 = 1"));
        return [.. connection.Query<MailRow>($"SELECT {Columns} FROM mail WHERE {where} ORDER BY mail_key DESC LIMIT @Limit", new
        {
            filter.CaseNumber,
            filter.TaskKey,
            filter.To,
            filter.PersonId,
            filter.Template,
            State = filter.State is { } state ? Code(state) : null,
            filter.Before,
            Limit = Math.Clamp(filter.Limit, 1, 500),
        })];
    }

    // The condition is that of the partial index on what has not gone out.
    public static IReadOnlyList<UnsentMail> Unsent(DbConnection connection) =>
        [.. connection.Query<UnsentRow>("""
            SELECT m.mail_key AS MailKey, m.to_name AS ToName, m.to_address AS ToAddress, m.subject AS Subject, m.language AS Language,
                   m.case_number AS CaseNumber, m.state AS State, m.created_at AS CreatedAt, m.attempts AS Attempts,
                   o.due_at AS DueAt, coalesce(m.problem, o.last_error) AS Problem
            FROM mail m LEFT JOIN engine_outbox o ON o.outbox_key = m.mail_key
            WHERE m.state <> 'sent' ORDER BY CASE m.state WHEN 'failed' THEN 0 ELSE 1 END, m.mail_key LIMIT 500
            """).Select(row => row.ToMail())];

    public static UnsentCounts CountUnsent(DbConnection connection)
    {
        var counts = connection.Query<(string State, long Count)>("SELECT state, count(*) FROM mail WHERE state <> 'sent' GROUP BY state").ToDictionary(row => row.State, row => (int)row.Count);
        return new UnsentCounts(counts.GetValueOrDefault("waiting"), counts.GetValueOrDefault("failed"));
    }

    public static void Insert(CommitContext commit, MailRow row) => commit.Later.Execute("""
        INSERT INTO mail (mail_key, message_id, case_number, task_key, template, language, person_id, to_name, to_address,
                          subject, html, text, links, in_reply_to, thread, state, created_at)
        VALUES (@MailKey, @MessageId, @CaseNumber, @TaskKey, @Template, @Language, @PersonId, @ToName, @ToAddress,
                @Subject, @Html, @Text, @Links, @InReplyTo, @Thread, @State, @CreatedAt)
        """, row, commit.Transaction);

    public static bool Exists(CommitContext commit, long mailKey) =>
        commit.Connection.ExecuteScalar<long>("SELECT COUNT(*) FROM mail WHERE mail_key = @mailKey", new { mailKey }, commit.Transaction) > 0;

    /// <summary>Message-ID of the last mail about this case to this address: what the next one answers to.</summary>
    public static string? LastInThread(CommitContext commit, string caseNumber, string address) =>
        commit.Connection.QueryFirstOrDefault<string>(
            "SELECT message_id FROM mail WHERE case_number = @caseNumber AND lower(to_address) = lower(@address) ORDER BY mail_key DESC LIMIT 1",
            new { caseNumber, address }, commit.Transaction);

    public static void Mark(CommitContext commit, long mailKey, MailState state, int attempts, string? problem) => commit.Later.Execute("""
        UPDATE mail SET state = @state, attempts = @attempts, problem = @problem,
                        sent_at = CASE WHEN @state = 'sent' THEN @now ELSE sent_at END
        WHERE mail_key = @mailKey
        """, new { mailKey, state = Code(state), attempts, problem, now = commit.Now.ToUnixTimeMilliseconds() }, commit.Transaction);

    public static string Code(MailState state) => state switch
    {
        MailState.Sent => "sent",
        MailState.Failed => "failed",
        _ => "waiting",
    };
}

internal sealed record UnsentRow
{
    public long MailKey { get; init; }
    public string ToName { get; init; } = "";
    public string ToAddress { get; init; } = "";
    public string Subject { get; init; } = "";
    public string Language { get; init; } = "";
    public string? CaseNumber { get; init; }
    public string State { get; init; } = "";
    public long CreatedAt { get; init; }
    public long Attempts { get; init; }
    public long? DueAt { get; init; }
    public string? Problem { get; init; }

    public UnsentMail ToMail() => new()
    {
        MailKey = MailKey,
        ToName = ToName,
        ToAddress = ToAddress,
        Subject = Subject,
        Language = Language,
        CaseNumber = CaseNumber,
        HasFailed = State == "failed",
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
        Attempts = Attempts,
        NextAt = State == "waiting" && DueAt is { } due ? DateTimeOffset.FromUnixTimeMilliseconds(due) : null,
        Problem = Problem,
    };
}

/// <summary>A mail as stored.</summary>
internal sealed record MailRow
{
    public long MailKey { get; init; }
    public string MessageId { get; init; } = "";
    public string? CaseNumber { get; init; }
    public long? TaskKey { get; init; }
    public string Template { get; init; } = "";
    public string Language { get; init; } = "";
    public string? PersonId { get; init; }
    public string ToName { get; init; } = "";
    public string ToAddress { get; init; } = "";
    public string Subject { get; init; } = "";
    public string Html { get; init; } = "";
    public string Text { get; init; } = "";
    public string Links { get; init; } = "[]";
    public string? InReplyTo { get; init; }
    public string Thread { get; init; } = "[]";
    public string State { get; init; } = "waiting";
    public long CreatedAt { get; init; }
    public long? SentAt { get; init; }
    public long Attempts { get; init; }
    public string? Problem { get; init; }

    public MailState MailState => State switch
    {
        "sent" => MailState.Sent,
        "failed" => MailState.Failed,
        _ => MailState.Waiting,
    };

    public MailView ToView() => new()
    {
        MailKey = MailKey,
        MessageId = MessageId,
        CaseNumber = CaseNumber,
        TaskKey = TaskKey,
        Template = Template,
        Language = LanguageCodes.Parse(Language),
        PersonId = PersonId,
        ToName = ToName,
        ToAddress = ToAddress,
        Subject = Subject,
        Html = Html,
        Text = Text,
        Links = JsonSerializer.Deserialize<List<string>>(Links) ?? [],
        State = MailState,
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
        SentAt = SentAt is { } sent ? DateTimeOffset.FromUnixTimeMilliseconds(sent) : null,
        Attempts = (int)Attempts,
        Problem = Problem,
    };

    public OutgoingMail ToMail(MailSettings settings) => new(
        MessageId,
        DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
        new MailboxAddress(settings.FromName, settings.From),
        string.IsNullOrWhiteSpace(settings.ReplyTo) ? null : new MailboxAddress("", settings.ReplyTo),
        new MailboxAddress(ToName, ToAddress),
        Subject,
        Html,
        Text,
        InReplyTo,
        JsonSerializer.Deserialize<List<string>>(Thread) ?? []);
}
