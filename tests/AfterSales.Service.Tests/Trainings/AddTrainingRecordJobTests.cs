using AfterSales.Feel.Values;
using AfterSales.Service.Trainings;
using Shouldly;
using Xunit;
using static AfterSales.Service.Tests.TestDomain;

namespace AfterSales.Service.Tests.Trainings;

public sealed class AddTrainingRecordJobTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_training_is_on_file_with_its_people_whether_they_came_as_text_or_as_a_list()
    {
        await using var service = await TestService.StartAsync();
        var made = await service.StepAsync("add-training-record", "trainingRecord", ("audience", Text("customer")), ("topic", Text("Operation of HX-20")), ("trainer", Text("field-engineer")),
            ("heldOn", Text("2026-08-31")), ("people", Text("Li Wei\nمریم، Sara；field-engineer")), ("validMonths", FeelValue.Of(6)), ("passed", Text("yes")));

        (made.TextOf("number"), made.TextOf("validUntil")).ShouldBe(("TR-2026-0001", "2027-02-28"));
        var record = (await service.Engine.ReadAsync(db => TrainingTable.Find(db, "tr-2026-0001"), Ct))!;
        record.People.Select(person => (person.Name, person.PersonId)).ShouldBe([("Li Wei", null), ("مریم", null), ("Sara", null), ("Service engineer (demo)", "field-engineer")]);
        (record.Passed, record.Audience, record.HeldOn).ShouldBe((true, "customer", Day("2026-08-31")));

        await service.StepAsync("add-training-record", "trainingRecord", ("audience", Text("staff")), ("topic", Text("T")), ("people", FeelValue.Of(Text("A"), Text("B"))), ("passed", FeelValue.True));
        (await service.Engine.ReadAsync(db => TrainingTable.Find(db, "TR-2026-0002"), Ct))!.People.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("audience", "everybody", "must be one of customer, staff")]
    [InlineData("topic", " ", "'topic' is empty")]
    [InlineData("heldOn", "31.02.2026", "which is no date")]
    [InlineData("passed", "perhaps", "must be true or false")]
    public async Task Wrong_inputs_are_refused_with_a_sentence(string name, string value, string sentence)
    {
        await using var service = await TestService.StartAsync();
        var inputs = new Dictionary<string, FeelValue> { ["audience"] = Text("staff"), ["topic"] = Text("T"), ["people"] = Text("A"), ["passed"] = FeelValue.True };
        inputs[name] = Text(value);
        (await service.RefusalAsync("add-training-record", [.. inputs.Select(input => (input.Key, input.Value))])).ShouldContain(sentence);
    }
}
