using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace StatExchange.FunctionalTests.Infrastructure;

/// <summary>Calls any operation of the contract by its descriptor, and tells all that comes back.</summary>
internal sealed class AnyCall(CallInvoker invoker)
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(bytes => bytes, bytes => bytes);

    public AnyCall(ChannelBase channel, string organisation)
        : this(channel.CreateCallInvoker().Intercept(metadata => ActingCaller.Add(metadata, organisation.Length > 0 ? organisation : null)))
    {
    }

    /// <summary>What the last call failed with; null when it did not.</summary>
    public RpcException? Failed { get; private set; }

    /// <summary>The messages, the status and the trailers, as text. A stream of requests has this one only.</summary>
    public async Task<string> AnswerAsync(MethodDescriptor method, IMessage request)
    {
        Failed = null;
        var operation = new Method<byte[], byte[]>(MethodType.DuplexStreaming, method.Service.FullName, method.Name, Bytes, Bytes);
        var options = new CallOptions(cancellationToken: TestContext.Current.CancellationToken);
        using var call = invoker.AsyncDuplexStreamingCall(operation, null, options);
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
            Failed = exception;
            answers.Add(string.Create(CultureInfo.InvariantCulture, $"{exception.StatusCode} {exception.Status.Detail}"));
        }

        // Every HTTP answer has the date of the machine's own clock, and a quota fills up by that clock too.
        var trailers = call.GetTrailers().Where(trailer => trailer.Key != "date" && !trailer.Key.StartsWith("statexchange-quota-", StringComparison.Ordinal)).Select(
            trailer => $"{trailer.Key}: {(trailer.IsBinary ? Convert.ToBase64String(trailer.ValueBytes) : trailer.Value)}");
        return string.Join('\n', answers.Concat(trailers));
    }
}
