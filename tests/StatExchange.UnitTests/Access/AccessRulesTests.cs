using Google.Protobuf.Reflection;
using Grpc.Health.V1;
using StatExchange.Server.Access;
using StatExchange.V1;

namespace StatExchange.UnitTests.Access;

/// <summary>Every operation that the server offers has a rule of who may call it.</summary>
public sealed class AccessRulesTests
{
    private static IEnumerable<string> Operations => typeof(SeriesKey).Assembly.GetTypes()
        .Where(type => type is { IsAbstract: true, IsSealed: true, IsNested: false } && type.Name.EndsWith("Reflection", StringComparison.Ordinal))
        .Select(type => (FileDescriptor)type.GetProperty("Descriptor")!.GetValue(null)!)
        .Append(HealthReflection.Descriptor).Append(Grpc.Reflection.V1.ReflectionReflection.Descriptor).Append(Grpc.Reflection.V1Alpha.ReflectionReflection.Descriptor)
        .SelectMany(file => file.Services).SelectMany(service => service.Methods).Select(method => $"{method.Service.FullName}/{method.Name}");

    [Fact]
    public void Each_operation_has_a_rule_and_each_rule_an_operation() =>
        Assert.Equal(Operations.Order(StringComparer.Ordinal), AccessRules.Operations.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void What_has_no_rule_is_for_nobody()
    {
        Assert.Null(AccessRules.Find("/statexchange.v1.SubmissionsService/Unheard"));
        var caller = new Caller("AM.ARMSTAT", "A. Petrosyan") { Kind = CredentialKind.Token, Roles = Enum.GetValues<Role>() };
        Assert.Throws<StatExchange.Server.Errors.ExchangeException>(() => AccessGuard.Require(null, caller, allowAnonymous: true));
    }

    // Whoever has no role is refused what takes one, whatever the operation.
    [Fact]
    public void A_caller_without_a_role_has_only_what_takes_none()
    {
        var caller = new Caller("AM.ARMSTAT", "A. Petrosyan") { Kind = CredentialKind.Token };
        foreach (var (operation, rule) in AccessRules.Operations)
        {
            var refused = Record.Exception(() => AccessGuard.Require(rule, caller, allowAnonymous: true));
            Assert.True(refused is null == (rule.Roles.Count == 0), operation);
        }
    }
}
