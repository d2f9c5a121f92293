/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.host.command.Command;
import dev.hvsdk.host.command.CommandResult;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.xen.internal.cfg.CfgFile;
import dev.hvsdk.xen.internal.tool.XenTools;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The directory with the files of guests, for xl keeps none itself; and how all of it is read by one command. Thread-safe. */
final class Folder {
    /** Stands in no text: neither in what xl prints nor, since it is taken out, in a file. */
    private static final String SEPARATOR = "\036";

    /** Fixed texts, as all below: what differs comes as arguments, which no shell reads again. */
    private static final String SURVEY = """
            list=$("$2" list -v) || exit
            printf '%s\\036' "$list"
            [ -z "$4" ] || "$2" list -l 2>/dev/null
            printf '\\036'
            for f in "$3"/*.saved; do
              if [ -f "$f" ]; then printf '%s\\n' "${f##*/}"; fi
            done
            printf '\\036'
            for f in "$1"/*.cfg; do
              if [ -f "$f" ] && [ -r "$f" ]; then printf '%s\\036' "$f"; tr -d '\\000\\036' <"$f"; printf '\\036'; fi
            done
            exit 0
            """;

    /** A link fails where there is a file of this name already, as a move would not. */
    private static final String CREATE =
            "t=$(mktemp \"$1.XXXXXX\") && { cat >\"$t\" && ln \"$t\" \"$1\"; e=$?; rm -f \"$t\"; exit $e; }";

    private static final String REPLACE =
            "t=$(mktemp \"$1.XXXXXX\") && { cat >\"$t\" && mv -f \"$t\" \"$1\" || { rm -f \"$t\"; exit 1; }; }";

    /** Nothing is left of one that failed, and nobody else may read memory. */
    private static final String SAVE = """
            umask 077
            mkdir -p "$1" || exit
            if "$4" save "$3" "$1/$2.part"; then mv -f "$1/$2.part" "$1/$2"; else e=$?; rm -f "$1/$2.part"; exit $e; fi
            """;

    private static final String DROP = "rm -f -- \"$1\" && rm -f -- \"$2\"";

    private static final String RESTORE = "\"$2\" restore \"$1\" && rm -f \"$1\"";

    private final XenTools tools;
    private final HostContext context;
    private final String directory;
    private final String xl;
    private final String saved;

    /**
     * One of these.
     *
     * @param xl the path of xl, or its name
     * @param saved the directory of saved states
     */
    Folder(XenTools tools, HostContext context, String directory, String xl, String saved) {
        this.tools = tools;
        this.context = context;
        this.directory = directory;
        this.xl = xl;
        this.saved = saved;
    }

    /** All domains and all files, by one command. */
    Survey survey(ErrorFactory errors) {
        return survey(errors, "details");
    }

    /** The same without {@link Details}, for what has to know states alone: it saves the slower of two programs. */
    Survey states(ErrorFactory errors) {
        return survey(errors, "");
    }

    private Survey survey(ErrorFactory errors, String details) {
        Command command = Command.of("sh", "-c", SURVEY, "xl list", directory, xl, saved, details)
                .timeout(context.deadline().left())
                .outputLimit(64 << 20);
        String printed = tools.output(errors, command);
        return XenTools.reading(errors, () -> Survey.of(Arrays.asList(printed.split(SEPARATOR, -1))));
    }

    /** Writes the memory of a domain to the file of a guest, and ends the domain. */
    void save(ErrorFactory errors, GuestId id, String domain) {
        tools.succeed(
                errors,
                Command.of("sh", "-c", SAVE, "xl save", saved, Saved.name(id), domain, xl)
                        .timeout(XenTools.LONG));
    }

    /** Makes a domain of a saved state, and uses that up. */
    void restore(ErrorFactory errors, GuestId id) {
        tools.succeed(
                errors,
                Command.of("sh", "-c", RESTORE, "xl restore", saved(id), xl).timeout(XenTools.LONG));
    }

    /** Removes the file of a guest with its saved state: first that, for nothing may be left of it to another of its name. */
    void drop(ErrorFactory errors, GuestId id, String file) {
        check(errors, file, run(errors, Command.of("sh", "-c", DROP, "rm", saved(id), file)));
    }

    /** Removes a saved state, if there is one. */
    void dropSaved(ErrorFactory errors, GuestId id) {
        check(errors, saved(id), run(errors, Command.of("rm", "-f", "--", saved(id))));
    }

    private String saved(GuestId id) {
        return saved + "/" + Saved.name(id);
    }

    /** Where the file of a new guest is. */
    String file(String name) {
        return directory + "/" + name + ".cfg";
    }

    /** Writes a file that is not there yet. */
    void create(ErrorFactory errors, String file, CfgFile content) {
        CommandResult result = write(errors, CREATE, file, content);
        if (!result.isSuccess() && exists(errors, file)) {
            throw errors.remedy("take another name, or remove the file")
                    .conflict("there is a file " + file + " already");
        }
        check(errors, file, result);
    }

    /** Writes a file anew. */
    void replace(ErrorFactory errors, String file, CfgFile content) {
        check(errors, file, write(errors, REPLACE, file, content));
    }

    private CommandResult write(ErrorFactory errors, String script, String file, CfgFile content) {
        return run(
                errors,
                Command.of("sh", "-c", script, "sh", file).input(content.text().getBytes(StandardCharsets.UTF_8)));
    }

    private void check(ErrorFactory errors, String file, CommandResult result) {
        if (!result.isSuccess()) {
            throw refused(errors, file, result);
        }
    }

    private static HypervisorException refused(ErrorFactory errors, String file, CommandResult result) {
        String what = file + " cannot be changed: "
                + result.stderr().lines().findFirst().orElse("it was not said why");
        return result.stderr().contains("Permission denied")
                ? errors.remedy("log in as root").permissionDenied(what)
                : errors.hostFailure(what);
    }

    private boolean exists(ErrorFactory errors, String file) {
        return run(errors, Command.of("test", "-e", file)).isSuccess();
    }

    private CommandResult run(ErrorFactory errors, Command command) {
        return tools.run(errors, command.timeout(context.deadline().left()));
    }
}
