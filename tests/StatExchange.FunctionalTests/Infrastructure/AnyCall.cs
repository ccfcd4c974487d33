using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.Infrastructure;

/// <summary>Calls any operation of the contract by its descriptor, and tells all that comes back.</summary>
internal sealed class AnyCall(ChannelBase channel, string organisation)
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(bytes => bytes, bytes => bytes);

    /// <summary>The messages, the status and the trailers, as text. A stream of requests has this one only.</summary>
    public async Task<string> AnswerAsync(MethodDescriptor method, IMessage request)
    {
        var headers = ActingCaller.Add([], organisation.Length > 0 ? organisation : null);
        var operation = new Method<byte[], byte[]>(MethodType.DuplexStreaming, method.Service.FullName, method.Name, Bytes, Bytes);
        var options = new CallOptions(headers, cancellationToken: TestContext.Current.CancellationToken);
        using var call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(operation, null, options);
        var answers = new List<string>();
        try
        {
            await call.RequestStream.WriteAsync(request.ToByteArray(), options.CancellationToken);
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception exception) when (exception is RpcException or InvalidOperationException)
        {
            // The server has ended the call without listening to the end; reading tells why.
        }

        try
        {
            await foreach (var answer in call.ResponseStream.ReadAllAsync(options.CancellationToken))
                answers.Add(method.OutputType.Parser.ParseFrom(answer).ToString()!);
        }
        catch (RpcException exception)
        {
            answers.Add(string.Create(CultureInfo.InvariantCulture, $"{exception.StatusCode} {exception.Status.Detail}"));
        }

        // Every HTTP answer has the date of the machine's own clock, and a quota fills up by that clock too.
        var trailers = call.GetTrailers().Where(trailer => trailer.Key != "date" && !trailer.Key.StartsWith("statexchange-quota-", StringComparison.Ordinal)).Select(
            trailer => $"{trailer.Key}: {(trailer.IsBinary ? Convert.ToBase64String(trailer.ValueBytes) : trailer.Value)}");
        return string.Join('\n', answers.Concat(trailers));
    }
}
