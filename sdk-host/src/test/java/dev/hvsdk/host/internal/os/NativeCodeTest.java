/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.os;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import dev.hvsdk.host.command.Command;
import dev.hvsdk.host.command.CommandResult;
import dev.hvsdk.host.command.CommandRunner;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Native code in a Java that cannot run it, which needs a process of its own: JNA is loaded once. */
class NativeCodeTest {
    /** Asks twice: the second time nothing is loaded any more, and the reason must be the same. */
    static final class Main {
        public static void main(String[] args) throws IOException {
            for (int i = 0; i < 2; i++) {
                try {
                    NativeCode.run(() -> LibC.close(-1));
                } catch (UnsupportedOperationException e) {
                    System.out.println(e.getMessage());
                }
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void givesTheReasonAndPrintsNothingWhereNoTemporaryFileCanBeWritten() throws URISyntaxException {
        CommandResult result = run("-Djna.tmpdir=/dev/null/jna");

        assertThat(result.stderr()).isEmpty();
        List<String> reasons = result.stdout().lines().toList();
        assertThat(reasons)
                .hasSize(2)
                .allSatisfy(reason -> assertThat(reason)
                        .startsWith("native code cannot be called here: ")
                        .contains("/dev/null/jna"));
        assertThat(reasons.get(0)).isEqualTo(reasons.get(1));
    }

    private static CommandResult run(String... options) throws URISyntaxException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> arguments = new ArrayList<>(List.of(java));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", classPath(), Main.class.getName()));
        return CommandRunner.local().run(Command.of(arguments).timeout(Duration.ofMinutes(1)));
    }

    private static String classPath() throws URISyntaxException {
        Path jna = Path.of(
                Native.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        return String.join(File.pathSeparator, "target/classes", "target/test-classes", jna.toString());
    }
}
