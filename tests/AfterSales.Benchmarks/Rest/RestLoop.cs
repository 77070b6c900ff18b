using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace AfterSales.Benchmarks.Rest;

/// <summary>
/// Drivers that each carry one instance through the REST API and then the next, five requests each: start it, wait until a worker (which asks
/// for jobs in batches and completes them one by one) is done, find the task, complete it.
/// </summary>
internal sealed class RestLoop(MeasuredProduct product, int drivers)
{
    private const int Workers = 2;

    private static readonly TimeSpan RunUp = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _worked = new();
    private readonly ConcurrentQueue<TimeSpan> _requests = new();
    private int _instances;
    private volatile bool _counting;
    private volatile bool _over;

    /// <summary>
    /// Lets the product warm up: its code is compiled while it is used, some of it more than once. Over when a request costs the processor no more
    /// than a tenth less than in the seconds before, after a minute and a half at the latest.
    /// </summary>
    public static async Task WarmUpAsync(MeasuredProduct product)
    {
        var before = TimeSpan.MaxValue;
        for (var round = 0; round < 18; round++)
        {
            var now = (await new RestLoop(product, 16).RunAsync(TimeSpan.FromSeconds(3))).Processor;
            if (now > before * 0.9)
                return;
            before = now;
        }
    }

    /// <summary>Instances and requests per second, the durations of single requests (waiting for jobs left out), and the product's processor time for one.</summary>
    public async Task<(double Instances, double Requests, TimeSpan Median, TimeSpan P99, TimeSpan Processor)> RunAsync(TimeSpan measured)
    {
        var driving = Enumerable.Range(0, drivers).Select(_ => Task.Run(DriveAsync)).ToList();
        using var stop = new CancellationTokenSource();
        var working = Enumerable.Range(0, Workers).Select(_ => Task.Run(() => WorkAsync(stop.Token))).ToList();
        await Task.Delay(RunUp);
        var (begin, processor) = (Stopwatch.GetTimestamp(), product.Processor);
        _counting = true;
        await Task.Delay(measured);
        _counting = false;
        processor = product.Processor - processor;
        var elapsed = Stopwatch.GetElapsedTime(begin);
        _over = true;
        await Task.WhenAll(driving);
        await stop.CancelAsync();
        await Task.WhenAll(working);
        var requests = _requests.Order().ToList();
        return (_instances / elapsed.TotalSeconds, requests.Count / elapsed.TotalSeconds, requests[requests.Count / 2], requests[(int)(requests.Count * 0.99)], processor / requests.Count);
    }

    private async Task DriveAsync()
    {
        while (!_over)
        {
            var created = await TimedAsync("/v2/process-instances", new { processDefinitionId = Engine.Workflow.ProcessId, variables = new { customer = "Northern Pumps", amount = 1250 } });
            var instance = created.GetProperty("processInstanceKey").GetString()!;
            await Worked(instance).Task;
            _worked.TryRemove(instance, out _);
            var found = await TimedAsync("/v2/user-tasks/search", new { filter = new { processInstanceKey = instance } });
            await TimedAsync($"/v2/user-tasks/{found.GetProperty("items")[0].GetProperty("userTaskKey").GetString()}/completion", new { variables = new { accepted = true } });
            if (_counting)
                Interlocked.Increment(ref _instances);
        }
    }

    private async Task WorkAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var activated = await product.PostAsync("/v2/jobs/activation", new { type = "rate", worker = "measured", timeout = 60_000, maxJobsToActivate = Math.Max(1, drivers / Workers), requestTimeout = 1_000 });
            await Task.WhenAll(activated.GetProperty("jobs").EnumerateArray().Select(async job =>
            {
                await TimedAsync(string.Create(CultureInfo.InvariantCulture, $"/v2/jobs/{job.GetProperty("jobKey").GetString()}/completion"), new { variables = new { rating = 3 } });
                Worked(job.GetProperty("processInstanceKey").GetString()!).TrySetResult();
            }));
        }
    }

    private TaskCompletionSource Worked(string instance) => _worked.GetOrAdd(instance, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task<System.Text.Json.JsonElement> TimedAsync(string path, object body)
    {
        var begin = Stopwatch.GetTimestamp();
        var answer = await product.PostAsync(path, body);
        if (_counting)
            _requests.Enqueue(Stopwatch.GetElapsedTime(begin));
        return answer;
    }
}
