using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.UnitTests.Client;

public sealed class UploadWindowTests
{
    [Fact]
    public async Task Keeps_batches_until_they_are_acknowledged()
    {
        using var window = new UploadWindow(size: 3);
        await AddAsync(window, 1, 2, 3);
        window.Acknowledge(2);

        Assert.Equal([3], window.Unacknowledged().Select(batch => batch.Number));
        Assert.Equal(2, window.LastAcknowledged);
    }

    [Fact]
    public async Task Has_no_room_for_more_than_its_size()
    {
        using var window = new UploadWindow(size: 1);
        await AddAsync(window, 1);
        var waiting = window.ReserveAsync(TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);

        window.Acknowledge(1);
        await waiting;
    }

    [Fact]
    public async Task Does_not_send_what_an_earlier_process_has_sent()
    {
        using var window = new UploadWindow(size: 1);
        window.Acknowledge(2);
        await window.ReserveAsync(TestContext.Current.CancellationToken);
        Assert.False(window.TryAdd(new UploadBatch { Number = 2 }));

        await AddAsync(window, 3);
        Assert.Single(window.Unacknowledged());
    }

    private static async Task AddAsync(UploadWindow window, params int[] numbers)
    {
        foreach (var number in numbers)
        {
            await window.ReserveAsync(TestContext.Current.CancellationToken);
            Assert.True(window.TryAdd(new UploadBatch { Number = number }));
        }
    }
}
