using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Grpc.Core;
using Npgsql;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.Access;

/// <summary>Requests that are made to break something.</summary>
public sealed class HostileRequestTests(MatrixFixture fixture) : IClassFixture<MatrixFixture>
{
    private static readonly string[] Payloads =
    [
        "'; DROP TABLE submission CASCADE; --", "' OR 1=1 --", "x' UNION SELECT secret FROM token_secret --", "%_\\'\"", "$$; TRUNCATE release; $$", "{}[]()<>\u202E\u0000",
        new string('я', 5000),
    ];

    public static TheoryData<string> Operations => [.. RequestMaker.Methods.Select(method => $"{method.Service.Name}/{method.Name}")];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task SQL_in_a_field_is_text(string operation)
    {
        var method = RequestMaker.Methods.Single(one => $"{one.Service.Name}/{one.Name}" == operation);
        var call = new AnyCall(fixture.Exchange.Connect(token: TestTokens.Of(MatrixFixture.OwnOrganisation, "attacker", Enum.GetValues<Role>()[1..])));
        var before = await ContentAsync();
        foreach (var payload in Payloads)
        {
            foreach (var request in Poisoned(fixture.Own.Of(method), payload))
            {
                var told = await call.AnswerAsync(method, request);
                var reason = call.Failed?.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason;
                Assert.False(
                    call.Failed?.StatusCode is Grpc.Core.StatusCode.Internal or Grpc.Core.StatusCode.Unknown || reason is "INTERNAL" or "DATABASE_UNAVAILABLE",
                    $"{operation} of {request}: {told}");
                Assert.True(call.Failed is null || reason is not null || call.Failed.StatusCode == Grpc.Core.StatusCode.Unimplemented, $"{operation} of {request}: {told}");
            }
        }

        Assert.Equal(before, await ContentAsync());
    }

    [Fact]
    public async Task Metadata_of_any_size_breaks_nothing()
    {
        var invoker = fixture.Exchange.Connect();
        foreach (var (size, count) in new[] { (100_000, 1), (8_000, 100), (1, 5_000) })
        {
            var headers = new Metadata();
            for (var number = 0; number < count; number++)
                headers.Add($"x-{number}", new string('x', size));
            var failure = await Assert.ThrowsAsync<RpcException>(
                async () => await new AccessService.AccessServiceClient(invoker).GetCallerAsync(new GetCallerRequest(), headers, cancellationToken: Cancellation));
            Assert.NotEqual(Grpc.Core.StatusCode.Unknown, failure.StatusCode);
        }

        await SecuredExchange.CallerAsync(fixture.Exchange.Connect());
    }

    [Fact]
    public async Task A_token_of_any_size_is_refused()
    {
        foreach (var token in new[] { new string('a', 20_000), string.Join('.', Enumerable.Repeat("eyJ9", 1000)), $"{new string('a', 5_000)}.{new string('b', 5_000)}." })
            Assert.StartsWith("token ", await SecuredExchange.RefusalAsync(fixture.Exchange.Connect(token: token)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_is_too_large_is_refused()
    {
        var service = new AccessService.AccessServiceClient(fixture.Exchange.Connect());
        var request = new EnrolCertificateRequest { Code = "x", CertificateRequest = ByteString.CopyFrom(new byte[5 * 1024 * 1024]) };
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await service.EnrolCertificateAsync(request, cancellationToken: Cancellation));
        Assert.Equal(Grpc.Core.StatusCode.ResourceExhausted, failure.StatusCode);
    }

    // Each text of a request, one after another, those within other messages too.
    private static IEnumerable<IMessage> Poisoned(IMessage request, string payload)
    {
        foreach (var field in request.Descriptor.Fields.InDeclarationOrder().Where(field => !field.IsMap))
        {
            if (field.FieldType == FieldType.String)
                yield return With(request, field, field.IsRepeated ? new[] { payload } : payload);
            if (field.FieldType != FieldType.Message || field.MessageType.File.Package != request.Descriptor.File.Package)
                continue;
            var inner = field.IsRepeated || field.Accessor.GetValue(request) is not IMessage set ? field.MessageType.Parser.ParseFrom([]) : set;
            foreach (var poisoned in Poisoned(inner, payload).ToList())
                yield return With(request, field, field.IsRepeated ? new[] { poisoned } : poisoned);
        }
    }

    private static IMessage With(IMessage request, FieldDescriptor field, object value)
    {
        var copy = request.Descriptor.Parser.ParseFrom(request.ToByteArray());
        if (!field.IsRepeated)
        {
            field.Accessor.SetValue(copy, value);
            return copy;
        }

        var list = (System.Collections.IList)field.Accessor.GetValue(copy);
        list.Clear();
        foreach (var one in (System.Collections.IEnumerable)value)
            list.Add(one);
        return copy;
    }

    // The tables there are, and all that the foreign organisation has in them.
    private async Task<string> ContentAsync()
    {
        await using var connection = new NpgsqlConnection(fixture.Exchange.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var read = new NpgsqlCommand(
            $"""
            SELECT (SELECT string_agg(relname, ',' ORDER BY relname) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v'))
                || (SELECT string_agg(s::text, ',' ORDER BY submission_id) FROM submission s WHERE organisation = '{MatrixFixture.ForeignOrganisation}')
                || (SELECT string_agg(r::text, ',' ORDER BY release_id) FROM release r WHERE organisation = '{MatrixFixture.ForeignOrganisation}')
                || (SELECT string_agg(c::text, ',' ORDER BY series_id) FROM series_current c JOIN series USING (series_id)
                    JOIN code ON code.id = data_provider AND code.code = '{MatrixFixture.ForeignOrganisation}')
                || (SELECT count(*) FROM code) || (SELECT count(*) FROM token_secret)
            """, connection);
        return (string)(await read.ExecuteScalarAsync(Cancellation))!;
    }
}
