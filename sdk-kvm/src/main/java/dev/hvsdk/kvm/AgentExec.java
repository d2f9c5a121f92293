/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.ExecResult;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.api.capability.GuestExec;

/** Commands by the QEMU guest agent. Immutable. */
final class AgentExec implements GuestExec {
    static final String OPERATION = "run";

    private final AgentChannel channel;

    AgentExec(AgentChannel channel) {
        this.channel = channel;
    }

    @Override
    public Operation<ExecResult> run(ExecSpec spec) {
        return channel.change(OPERATION, source -> {
            if (spec.user().isPresent()) {
                throw refused("runs commands as the user that it runs as itself, which is root", "run su or runuser");
            }
            if (spec.workingDirectory().isPresent()) {
                throw refused("runs commands in its own directory", "run env --chdir=DIRECTORY COMMAND");
            }
            return new AgentCommand(channel, spec, source).run();
        });
    }

    private HypervisorException refused(String what, String remedy) {
        return channel.errors(OPERATION)
                .remedy(remedy)
                .unsupported(Support.Reason.NO_SUCH_CONCEPT, "the QEMU guest agent " + what);
    }
}
