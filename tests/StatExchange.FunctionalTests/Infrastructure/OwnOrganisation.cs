using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Npgsql;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.Infrastructure;

/// <summary>Acts for the organisation that a request is about: tests of what is sent say who sends it nowhere else.</summary>
internal sealed class OwnOrganisation(string connectionString) : Interceptor
{
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var headers = ActingCaller.Add(context.Options.Headers ?? [], Of((IMessage)request));
        return continuation(request, new(context.Method, context.Host, context.Options.WithHeaders(headers)));
    }

    /// <summary>The organisation of a submission; one of all when there is no such submission.</summary>
    public string OfSubmission(string submissionId)
    {
        if (!Guid.TryParse(submissionId, out var id))
            return Figures.Provider;
        using var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        using var find = new NpgsqlCommand("SELECT organisation FROM submission WHERE submission_id = $1", connection)
        {
            Parameters = { new() { Value = id } },
        };
        return find.ExecuteScalar() as string ?? Figures.Provider;
    }

    private string? Of(IMessage request) => request switch
    {
        SaveMappingRequest save => save.Mapping?.Organisation,
        _ when Text(request, "organisation") is { Length: > 0 } organisation => organisation,
        _ when Text(request, "submission_id") is { } submissionId => OfSubmission(submissionId),
        _ => null,
    };

    private static string? Text(IMessage request, string field) =>
        request.Descriptor.FindFieldByName(field)?.Accessor.GetValue(request) as string;
}
