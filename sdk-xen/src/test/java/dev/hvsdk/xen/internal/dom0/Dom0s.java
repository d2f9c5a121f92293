/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.dom0;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.host.command.CommandResult;
import dev.hvsdk.host.command.CommandRunner;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.ssh.SshCommandRunner;
import dev.hvsdk.host.ssh.SshOptions;
import dev.hvsdk.live.XenLab;
import dev.hvsdk.spi.support.ConnectParameters;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OpenState;
import dev.hvsdk.spi.support.OperationSource;
import dev.hvsdk.spi.support.Operations;
import dev.hvsdk.xen.internal.tool.XenTools;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Connections with a dom0 for tests: with the lab's by SSH, or with recorded answers. */
record Dom0s(XenTools tools, OpenState state, Operations operations) implements Dom0, AutoCloseable {
    private static final ErrorFactory ERRORS = ErrorFactory.of("xen-xl");

    static Dom0s of(XenLab lab) {
        ConnectSpec spec = ConnectSpec.of(URI.create(lab.sshUri("xen+xl+ssh")));
        SshCommandRunner ssh = SshCommandRunner.open(
                spec, SshOptions.of(ConnectParameters.parse(spec.uri(), SshOptions.parameters())));
        Dom0s dom0 = with(spec, ssh);
        dom0.state.register(ssh);
        return dom0;
    }

    /** Whose tools are run by this. */
    static Dom0s with(CommandRunner runner) {
        return with(ConnectSpec.of(URI.create("xen+xl:///")), runner);
    }

    /** Whose tools print this for these words; a command that is not there fails with an error of the test. */
    static Dom0s saying(Map<String, String> answers) {
        return with(command -> {
            String answer = answers.get(command.toString());
            if (answer == null) {
                throw new AssertionError("nobody has recorded " + command);
            }
            return CommandResult.of(0, answer, "");
        });
    }

    /** The same, of a dom0 whose own files are these. */
    Dom0s on(HostRoot machine) {
        return new Dom0s(tools.on(machine), state, operations);
    }

    private static Dom0s with(ConnectSpec spec, CommandRunner runner) {
        OpenState state = OpenState.of("dom0 of a test");
        return new Dom0s(
                new XenTools("xen-xl", runner, UnaryOperator.identity()), state, Operations.of(state, ERRORS, spec));
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(60);
    }

    @Override
    public ErrorFactory errors(String operation) {
        return ERRORS.operation(operation);
    }

    @Override
    public <T> Operation<T> change(
            String operation, String subject, Function<? super OperationSource<T>, ? extends T> work) {
        return operations.runReporting(operation + " of " + subject, work);
    }

    @Override
    public void close() {
        state.close();
    }

    /** Of guests that exist while they run. */
    static KeptDevices noDefinitions() {
        return new NoDefinitions();
    }

    private record NoDefinitions() implements KeptDevices {
        @Override
        public Optional<Set<PciAddress>> of(ErrorFactory errors, GuestId guest) {
            return Optional.empty();
        }

        @Override
        public Optional<String> otherOwner(ErrorFactory errors, GuestId guest, PciAddress address) {
            return Optional.empty();
        }

        @Override
        public void change(ErrorFactory errors, GuestId guest, PciAddress address, boolean isGiven) {}

        @Override
        public void alone(GuestId guest, Runnable change) {
            change.run();
        }
    }
}
