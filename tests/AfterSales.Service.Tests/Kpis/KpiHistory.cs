using AfterSales.Engine.Commits;
using AfterSales.Service.Storage;
using Xunit;

namespace AfterSales.Service.Tests.Kpis;

/// <summary>What happened in some made-up cases: written into the tables as the service would have left them, and kept for computing by hand.</summary>
internal sealed record KpiHistory(IReadOnlyList<KpiHistory.OneCase> Cases, IReadOnlyList<KpiHistory.Survey> Surveys)
{
    public sealed record OneCase(string Number, string Kind, string Calendar, string Owner, DateTimeOffset ReceivedAt)
    {
        public DateTimeOffset? ClosedAt { get; init; }
        public string Status { get; init; } = "inProgress";
        public List<Event> Events { get; } = [];
        public List<Limit> Limits { get; } = [];
        public List<(DateTimeOffset From, DateTimeOffset? To)> Pauses { get; } = [];
        public string? Cause { get; init; }
    }

    public sealed record Event(string Name, DateTimeOffset At, string? Person, string? Role);

    /// <summary>A limit or task; missed when it has a breach.</summary>
    public sealed record Limit(bool IsTask, string? LimitId, DateTimeOffset StartedAt, DateTimeOffset DueAt, DateTimeOffset? EndedAt, string? EndedAs, string? DoneBy, string? Role)
    {
        public bool IsMissed(DateTimeOffset now) => (EndedAt ?? now) > DueAt;
    }

    public sealed record Survey(string Id, string? CaseNumber, bool Answered, double? Score, DateTimeOffset At);

    private static readonly string[] People = ["ali", "chen", "sara"];
    private static readonly string[] Roles = ["service-engineer", "sales", "quality-control"];
    private static readonly string[] Calendars = ["iran", "china", "standard"];

    /// <summary>Whole minutes only, so that a minute-by-minute calendar can follow.</summary>
    public static KpiHistory Random(int seed, int count, DateTimeOffset from, DateTimeOffset now)
    {
        var random = new Random(seed);
        T Pick<T>(T[] of) => of[random.Next(of.Length)];
        bool Chance(double p) => random.NextDouble() < p;
        DateTimeOffset Later(DateTimeOffset at, int mostHours) => at + TimeSpan.FromMinutes(random.Next(1, mostHours * 60));
        var minutes = (int)(now - from).TotalMinutes;
        var cases = new List<OneCase>();
        var surveys = new List<Survey>();
        for (var i = 0; i < count; i++)
        {
            var received = from + TimeSpan.FromMinutes(random.Next(minutes));
            var closed = Chance(0.7) ? Later(received, 24 * 40) : (DateTimeOffset?)null;
            if (closed > now)
                closed = null;
            var until = closed ?? now;
            var one = new OneCase($"X-{i:00000}", Pick(["complaint", "repair", "installation", "installation"]), Pick(Calendars), Pick(Roles), received)
            {
                ClosedAt = closed,
                Status = closed is null ? "inProgress" : Chance(0.8) ? "closed" : "declined",
                Cause = Chance(0.5) ? Pick(["a", "b", "c", "d", "e"]) : null,
            };
            void Happen(string name, double chance, int mostHours)
            {
                if (Chance(chance) && Later(received, mostHours) is var at && at <= until)
                    one.Events.Add(new(name, at, Chance(0.9) ? Pick(People) : null, Chance(0.9) ? Pick(Roles) : null));
            }
            Happen("first-answer", 0.8, 60);
            Happen("first-answer", 0.2, 200);
            Happen("not-resolved", 0.3, 300);
            Happen("resolved", 0.6, 700);
            Happen("rework", 0.2, 400);
            Happen("rework", 0.1, 400);
            if (one.Kind == "installation")
                Happen("accepted", 0.8, 24 * 14);
            for (var p = random.Next(3); p > 0; p--)
                if (Later(received, 200) is var start && start < until)
                    one.Pauses.Add((start, Chance(0.9) ? Later(start, 100) : null));
            for (var l = random.Next(4); l > 0; l--)
                if (Later(received, 100) is var start && start < until)
                {
                    var isTask = Chance(0.6);
                    var ended = Chance(0.8) && Later(start, 200) is var at && at <= until ? at : (DateTimeOffset?)null;
                    one.Limits.Add(new(isTask, isTask ? null : Pick(["SLA-02", "SLA-06"]), start, Later(start, 150), ended,
                        ended is null ? null : Chance(0.85) ? "completed" : "cancelled", Chance(0.85) ? Pick(People) : "customer:a@b.example", Chance(0.9) ? Pick(Roles) : null));
                }
            cases.Add(one);
            if (Chance(0.6) && Later(received, 900) is var asked && asked <= now)
            {
                var answered = Chance(0.7);
                surveys.Add(new($"S-{i}", Chance(0.9) ? one.Number : null, answered, answered ? random.Next(30, 101) : null, asked));
            }
        }
        return new(cases, surveys);
    }

    public async Task WriteAsync(TestService service)
    {
        foreach (var chunk in Cases.Chunk(500))
            await service.Engine.WriteAsync(commit =>
            {
                foreach (var one in chunk)
                    Write(commit, one);
            }, ct: TestContext.Current.CancellationToken);
        await service.Engine.WriteAsync(commit =>
        {
            foreach (var survey in Surveys)
                commit.Execute(
                    """
                    INSERT INTO survey_results (result_key, survey_id, case_number, process_id, answered, score, rating, recorded_at)
                    VALUES (@key, @Id, @CaseNumber, 'satisfaction-survey', @Answered, @Score, NULL, @At)
                    """,
                    new { key = commit.NextKey(), survey.Id, survey.CaseNumber, survey.Answered, survey.Score, At = survey.At.ToStored() });
        }, ct: TestContext.Current.CancellationToken);
    }

    private static void Write(CommitContext commit, OneCase one)
    {
        var now = commit.Now;
        commit.Execute(
            """
            INSERT INTO cases (case_number, kind, status, subject, description, urgency, channel, language, calendar_id, tracking_code, customer_key,
                customer_name, customer_email, owner_department, received_at, recorded_at, closed_at)
            VALUES (@Number, @Kind, @Status, 'S', 'D', 'normal', 'web', 'en', @Calendar, @Number, 1, 'N', 'n@c.example', @Owner, @Received, @Received, @Closed)
            """,
            new { one.Number, one.Kind, one.Status, one.Calendar, one.Owner, Received = one.ReceivedAt.ToStored(), Closed = one.ClosedAt.ToStored() });
        foreach (var happened in one.Events)
            commit.Execute(
                """
                INSERT INTO kpi_event (event_key, event, case_number, process_id, element_id, element_instance_key, happened_at, person_id, role_id)
                VALUES (@key, @Name, @Number, 'p', 'e', @key, @At, @Person, @Role)
                """,
                new { key = commit.NextKey(), happened.Name, one.Number, At = happened.At.ToStored(), happened.Person, happened.Role });
        foreach (var pause in one.Pauses)
            commit.Execute(
                """
                INSERT INTO deadline_pause (pause_key, case_number, element_instance_key, element_id, reason, started_at, ended_at)
                VALUES (@key, @Number, @key, 'e', '{"en":"Waiting"}', @From, @To)
                """,
                new { key = commit.NextKey(), one.Number, From = pause.From.ToStored(), To = pause.To.ToStored() });
        if (one.Cause is { } cause)
            commit.Execute("INSERT INTO kpi_fact (case_number, fact, value, decided_at) VALUES (@Number, 'complaint-cause', @cause, 0)", new { one.Number, cause });
        foreach (var limit in one.Limits)
            Write(commit, one, limit, now);
    }

    private static void Write(CommitContext commit, OneCase one, Limit limit, DateTimeOffset now)
    {
        var key = commit.NextKey();
        commit.Execute(
            """
            INSERT INTO deadline (deadline_key, case_number, process_instance_key, element_instance_key, element_id, kind, source_key, limit_id, name, calendar_id,
                started_at, due_at, applied_due_at, deducts_pauses, ended_at, ended_as, receipt)
            VALUES (@key, @Number, 1, @key, 'e', @Kind, @key, @LimitId, '{}', @Calendar, @Started, @Due, @Due, 0, @Ended, @EndedAs, '{}')
            """,
            new
            {
                key, one.Number, Kind = limit.IsTask ? "task" : "limit", limit.LimitId, one.Calendar, Started = limit.StartedAt.ToStored(),
                Due = limit.DueAt.ToStored(), Ended = limit.EndedAt.ToStored(), limit.EndedAs,
            });
        if (limit.IsMissed(now))
            commit.Execute(
                "INSERT INTO deadline_breach (deadline_key, case_number, limit_id, due_at, recorded_at, ended_at) VALUES (@key, @Number, @LimitId, @Due, @Due, @Ended)",
                new { key, one.Number, limit.LimitId, Due = limit.DueAt.ToStored(), Ended = limit.EndedAt.ToStored() });
        if (limit.IsTask)
            commit.Execute(
                """
                INSERT INTO tasks (task_key, case_number, instance_key, definition_key, element_id, name_en, role, priority, created_at, due_at, ended_as, ended_at, completed_by)
                VALUES (@key, @Number, 1, 1, 'e', 'T', @Role, 50, @Started, @Due, @EndedAs, @Ended, @By)
                """,
                new
                {
                    key, one.Number, limit.Role, Started = limit.StartedAt.ToStored(), Due = limit.DueAt.ToStored(), limit.EndedAs,
                    Ended = limit.EndedAt.ToStored(), By = limit.EndedAs == "completed" ? limit.DoneBy : null,
                });
    }
}
