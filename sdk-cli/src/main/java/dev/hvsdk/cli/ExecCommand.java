/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.ExecResult;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.api.capability.GuestExec;
import dev.hvsdk.api.unit.MemorySize;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a command in a guest. */
@Command(
        name = "exec",
        description = {
            "Run a command in a guest, by its agent or the container engine, and end as it ends.",
            "",
            "The command gets what is piped into hv, and what it writes is written here once it has ended. It is started "
                    + "as it stands, without a shell: say 'sh -c' where you want one. Put -- before it, so that its options "
                    + "are its own."
        },
        optionListHeading = "%nOptions:%n",
        exitCodeOnInvalidInput = ExitCode.EXEC_FAILURE,
        exitCodeOnExecutionException = ExitCode.EXEC_FAILURE,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " :that of the command, with these exceptions:",
            "124:the time of --timeout was over",
            "125:hv itself failed: no such host or guest, no agent in it, a usage error; or what a command wrote that ended "
                    + "with 0 was cut",
            "127:there is no such command in the guest"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv exec qemu:///system web -- uname -a",
            "  hv exec docker:/// web --user www-data --workdir /srv -- ls -l",
            "  hv exec docker:/// db -- sh -c 'cat > /tmp/dump.sql' < dump.sql",
            "  DB_PASSWORD=... hv exec docker:/// db --env DB_PASSWORD -- backup"
        })
final class ExecCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final GuestOptions guest = new GuestOptions();

    @Parameters(
            index = "2..*",
            arity = "1..*",
            paramLabel = "COMMAND",
            description = "The command and its arguments, behind --.")
    private List<String> command = new ArrayList<>();

    @Option(names = "--user", paramLabel = "USER", description = "Run it as this user of the guest.")
    private @Nullable String user;

    @Option(names = "--workdir", paramLabel = "DIR", description = "Run it in this directory of the guest.")
    private @Nullable String directory;

    @Option(
            names = "--env",
            paramLabel = "NAME[=VALUE]",
            description =
                    "Set a variable; without VALUE to what it is here, which keeps secrets out of the list of processes.")
    private List<String> variables = new ArrayList<>();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            order = 60,
            description = "Wait no longer than this, such as 30s or 5m, and have the command ended if the host can.")
    private @Nullable Duration timeout;

    @Option(names = "--no-input", description = "Give it nothing to read, as is needed in a loop that reads itself.")
    private boolean noInput;

    @Option(
            names = "--output-limit",
            paramLabel = "SIZE",
            description =
                    "Keep so much of each of its outputs, such as 64K; 1M unless given, and no more than the host can carry.")
    private @Nullable MemorySize outputLimit;

    ExecCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ExecSpec.Builder spec = spec();
        try (Hypervisor host = guest.open(session)) {
            GuestExec exec = guest.find(host).capability(GuestExec.class).require();
            // Not before it is known that somebody will read it; and before the work begins, so that Ctrl-C ends this.
            spec.input(input());
            return run(host, exec.run(spec.build()));
        }
    }

    private ExecSpec.Builder spec() {
        ExecSpec.Builder spec = ExecSpec.builder(command);
        variables.forEach(variable -> addTo(spec, variable));
        if (user != null) {
            spec.user(user);
        }
        if (directory != null) {
            spec.workingDirectory(directory);
        }
        return outputLimit == null ? spec : spec.outputLimit(outputLimit);
    }

    private void addTo(ExecSpec.Builder spec, String variable) {
        int end = variable.indexOf('=');
        String name = end < 0 ? variable : variable.substring(0, end);
        if (name.isEmpty()) {
            throw new UsageException("--env needs the name of a variable, such as --env LANG=C", null);
        }
        if (end >= 0) {
            spec.environment(name, variable.substring(end + 1));
            return;
        }
        @Nullable String here = session.terminal().environment().get(name);
        if (here == null) {
            throw new UsageException(
                    "the variable " + name + " of --env is not set here; write " + name + "=VALUE", null);
        }
        spec.environment(name, here);
    }

    private byte[] input() {
        Streams streams = session.streams();
        return noInput || streams.isTyped() ? new byte[0] : streams.readAll();
    }

    private int run(Hypervisor host, Operation<ExecResult> work) {
        try {
            return answer(Waiting.await(session, host, work, timeout));
        } catch (HypervisorException.NotFound e) {
            Commands.failed(session, e);
            return ExitCode.EXEC_NO_COMMAND;
        } catch (HypervisorException.TimedOut e) {
            if (work.isDone()) {
                // Not our patience but the host's: nobody answered it.
                throw e;
            }
            boolean ended = work.cancel();
            Commands.failed(session, e);
            session.say(ended ? "the command is being ended" : "the command goes on in the guest");
            return ExitCode.EXEC_TIMED_OUT;
        }
    }

    private int answer(ExecResult result) {
        if (guest.output().isJson()) {
            session.json(json -> write(json, result));
        } else if (!passOn(result)) {
            return ExitCode.EXEC_FAILURE;
        }
        if (result.truncated()) {
            session.say("what the command wrote was cut; --output-limit keeps more");
        }
        // Half of an archive must not pass for a whole one; who reads JSON is told there.
        boolean isCut = result.truncated() && !guest.output().isJson();
        return isCut && result.exitCode() == 0 ? ExitCode.EXEC_FAILURE : result.exitCode();
    }

    private boolean passOn(ExecResult result) {
        session.terminal().flush();
        Streams streams = session.streams();
        try {
            streams.err().write(result.error());
            streams.err().flush();
            streams.out().write(result.output());
            streams.out().flush();
            return true;
        } catch (IOException e) {
            Commands.unwritable(session, e);
            return false;
        }
    }

    private static void write(JsonGenerator json, ExecResult result) throws IOException {
        json.writeNumberField("exitCode", result.exitCode());
        Json.bytes(json, "output", result.output());
        Json.bytes(json, "error", result.error());
        json.writeBooleanField("truncated", result.truncated());
    }
}
