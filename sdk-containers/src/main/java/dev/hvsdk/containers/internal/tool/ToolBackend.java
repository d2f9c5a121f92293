/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.tool;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Support;
import dev.hvsdk.host.command.CommandRunner;
import dev.hvsdk.host.command.NamedErrors;
import dev.hvsdk.host.command.Programs;
import dev.hvsdk.host.ssh.SshCommandRunner;
import dev.hvsdk.host.ssh.SshOptions;
import dev.hvsdk.spi.HypervisorProvider;
import dev.hvsdk.spi.driver.DriverHypervisor;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.driver.HostDriver;
import dev.hvsdk.spi.support.ConnectParameters;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What the providers of tools share. Thread-safe. */
public final class ToolBackend {
    /** The parameter that names the directory of the tools. */
    private static final String TOOLS = "tools";

    /** Programs of the system, wherever the tools are. */
    private static final Set<String> COMMON = Set.of("uname", "ls");

    private ToolBackend() {}

    /** Whether the tool is on this machine; others are reached by SSH. */
    public static Support<HypervisorProvider> probe(HypervisorProvider provider, ToolKind kind) {
        String program = kind.tool().program();
        return Programs.find(program).isPresent()
                ? Support.available(provider)
                : Support.unavailable(
                        Support.Reason.MISSING_SOFTWARE,
                        "there is no " + program + " on this machine",
                        "reach a host that has it by " + kind.sshScheme() + "://user@host/");
    }

    /** Connects. */
    public static Hypervisor open(ConnectSpec spec, ToolKind kind) {
        String scheme = spec.uri().getScheme().toLowerCase(Locale.ROOT);
        if (!kind.schemes().contains(scheme)) {
            throw new IllegalArgumentException("the backend " + kind.id() + " does not open " + scheme + " URIs");
        }
        boolean bySsh = scheme.equals(kind.sshScheme());
        ConnectParameters parameters = ConnectParameters.parse(spec.uri(), known(kind, bySsh));
        UnaryOperator<String> locate = locate(parameters.find(TOOLS), bySsh);
        return DriverHypervisor.open(
                spec,
                kind.id(),
                context -> bySsh
                        ? overSsh(kind, context, parameters, locate)
                        : engine(kind, context, parameters, here(spec), locate));
    }

    private static Set<String> known(ToolKind kind, boolean bySsh) {
        Set<String> known = new HashSet<>(kind.tool().parameters());
        known.add(TOOLS);
        if (bySsh) {
            known.addAll(SshOptions.parameters());
        }
        return known;
    }

    private static UnaryOperator<String> locate(Optional<String> directory, boolean bySsh) {
        if (directory.isPresent()) {
            String prefix = ToolCalls.absolute(TOOLS, directory.get()) + "/";
            return program -> COMMON.contains(program) ? program : prefix + program;
        }
        return bySsh
                ? UnaryOperator.identity()
                : program -> Programs.find(program).orElse(program);
    }

    private static CommandRunner here(ConnectSpec spec) {
        if (spec.uri().getHost() != null) {
            throw new IllegalArgumentException("a URI with a host needs the scheme of SSH");
        }
        return CommandRunner.local();
    }

    private static HostDriver overSsh(
            ToolKind kind, HostContext context, ConnectParameters parameters, UnaryOperator<String> locate) {
        SshCommandRunner runner =
                NamedErrors.named(kind.id(), () -> SshCommandRunner.open(context.spec(), SshOptions.of(parameters)));
        return engine(kind, context, parameters, context.state().register(runner), locate);
    }

    private static HostDriver engine(
            ToolKind kind,
            HostContext context,
            ConnectParameters parameters,
            CommandRunner runner,
            UnaryOperator<String> locate) {
        return new ToolEngine(kind, new ToolCalls(kind.id(), runner, locate, context, parameters), context);
    }
}
