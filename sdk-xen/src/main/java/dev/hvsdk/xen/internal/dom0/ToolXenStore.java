/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.dom0;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.NativeError;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Subscription;
import dev.hvsdk.host.command.Command;
import dev.hvsdk.host.command.CommandResult;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.xen.XenStore;
import dev.hvsdk.xen.internal.tool.XenTools;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** XenStore by its tools. Immutable. */
final class ToolXenStore implements XenStore {
    /** How they begin when they have found nothing; they do not say why. */
    private static final List<String> NOTHING =
            List.of("couldn't read path", "could not list path", "xs_directory (", "could not remove path");

    /** Paths and values together, {@code XENSTORE_PAYLOAD_MAX} of Xen's public header io/xs_wire.h; each ends with a zero. */
    private static final int PAYLOAD = 4096;

    private final Dom0 host;

    ToolXenStore(Dom0 host) {
        this.host = host;
    }

    @Override
    public Optional<String> find(String path) {
        ErrorFactory errors = errors("read", path);
        Command command = raw("xenstore-read", StoreWords.path(path));
        CommandResult result = host.tools().run(errors, command);
        return isAbsent(result) ? Optional.empty() : Optional.of(text(errors, command, result));
    }

    @Override
    public List<String> children(String path) {
        return read("list", path, tool("xenstore-list", "--", StoreWords.path(path)))
                .lines()
                .toList();
    }

    @Override
    public Map<String, String> tree(String path) {
        return StoreWords.tree(read("list", path, tool("xenstore-ls", "-f", "--", StoreWords.path(path))));
    }

    @Override
    public String directory(GuestId guest) {
        ErrorFactory errors = host.errors("find directory in XenStore").subject("guest " + guest);
        return "/local/domain/"
                + Domains.read(host, errors).require(guest, errors).number();
    }

    @Override
    public Operation<String> write(String path, String value) {
        requireRoom(StoreWords.path(path), value);
        Command command =
                XenTools.command("xenstore-write", "-R", "--", path, value).timeout(XenTools.LONG);
        return change("write", path, command);
    }

    private static void requireRoom(String path, String value) {
        if (bytes(path) + bytes(value) + 1 > PAYLOAD) {
            throw new IllegalArgumentException(
                    "path and value have more than the " + PAYLOAD + " bytes that XenStore takes at once: " + path);
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public Operation<String> remove(String path) {
        if (StoreWords.path(path).equals("/")) {
            throw new IllegalArgumentException("the root of XenStore cannot be removed");
        }
        Command command = XenTools.command("xenstore-rm", "--", path).timeout(XenTools.LONG);
        return change("remove", path, command);
    }

    private Operation<String> change(String operation, String path, Command command) {
        return host.change(operation, subject(path), source -> {
            ErrorFactory errors = errors(operation, path);
            CommandResult result = host.tools().run(errors, command);
            if (isAbsent(result)) {
                throw absent(errors, command, result);
            }
            text(errors, command, result);
            return path;
        });
    }

    @Override
    public Subscription watch(String path, Consumer<? super String> listener) {
        return StoreWatch.start(host, StoreWords.watched(path), listener);
    }

    private String read(String operation, String path, Command command) {
        ErrorFactory errors = errors(operation, path);
        CommandResult result = host.tools().run(errors, command);
        if (isAbsent(result)) {
            throw absent(errors, command, result);
        }
        return text(errors, command, result);
    }

    private static RuntimeException absent(ErrorFactory errors, Command command, CommandResult result) {
        return errors.nativeError(new NativeError(
                        command.program(),
                        "exit code " + result.exitCode(),
                        result.stderr().strip()))
                .notFound("there is no such path");
    }

    private static boolean isAbsent(CommandResult result) {
        return !result.isSuccess() && NOTHING.stream().anyMatch(result.stderr()::contains);
    }

    private static String text(ErrorFactory errors, Command command, CommandResult result) {
        return XenTools.checked(errors, command, result).stdout();
    }

    private Command raw(String tool, String path) {
        return tool(tool, "-R", "--", path);
    }

    private Command tool(String name, String... arguments) {
        return XenTools.command(name, arguments).timeout(host.patience());
    }

    private ErrorFactory errors(String operation, String path) {
        return host.errors(operation).subject(subject(path));
    }

    private static String subject(String path) {
        return "XenStore path " + path;
    }
}
