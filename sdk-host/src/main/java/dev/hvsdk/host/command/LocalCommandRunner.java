/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.command;

import dev.hvsdk.api.ErrorDetails;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.HypervisorException.HostFailure;
import dev.hvsdk.api.HypervisorException.NotFound;
import dev.hvsdk.api.HypervisorException.PermissionDenied;
import dev.hvsdk.api.NativeError;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs commands as child processes; whatever happens, none of them is left behind. */
final class LocalCommandRunner implements CommandRunner {
    static final CommandRunner INSTANCE = new LocalCommandRunner();

    /** How the JDK tells errno: "error=2" until JDK 20, "error: 2" since. */
    private static final Pattern ERRNO = Pattern.compile("error[=:] ?(\\d+)");

    private static final File NOTHING = new File(File.separatorChar == '/' ? "/dev/null" : "NUL");

    private static final String ENOENT = "2";
    private static final String EACCES = "13";

    private LocalCommandRunner() {}

    @Override
    public CommandResult run(Command command) {
        try {
            return new RunningCommand(command, start(command)).finish();
        } catch (IOException e) {
            throw new HostFailure(details(command, "its output cannot be read: " + e.getMessage(), e));
        }
    }

    private static Process start(Command command) {
        ProcessBuilder builder = new ProcessBuilder(command.arguments());
        if (command.input().length == 0) {
            builder.redirectInput(ProcessBuilder.Redirect.from(NOTHING));
        }
        Map<String, String> environment = builder.environment();
        // What programs print is parsed; a language of the user would change it.
        environment.put("LC_ALL", "C");
        environment.remove("LANGUAGE");
        try {
            return builder.start();
        } catch (IOException e) {
            throw notStarted(command, e);
        }
    }

    private static HypervisorException notStarted(Command command, IOException cause) {
        Matcher errno = ERRNO.matcher(String.valueOf(cause.getMessage()));
        String code = errno.find() ? errno.group(1) : "";
        if (ENOENT.equals(code)) {
            return new NotFound(details(command, "there is no program " + command.program(), cause));
        }
        return EACCES.equals(code)
                ? new PermissionDenied(details(command, "the program may not be run by this user", cause))
                : new HostFailure(details(command, "the program cannot be started", cause));
    }

    private static ErrorDetails details(Command command, String what, IOException cause) {
        return ErrorDetails.builder(what)
                .operation("run")
                .subject(command.program())
                .nativeError(new NativeError("exec", "", String.valueOf(cause.getMessage())))
                .cause(cause)
                .build();
    }
}
