/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.vmware;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One machine: its {@code .vmx}, and the marks of its state that the script vmrun keeps. Immutable. */
final class StandInMachine {
    private static final String SAVED = "checkpoint.vmState";
    private static final String PAUSED = ".paused";
    private static final String RUNNING = ".running";

    private final VmrunStandIn vmrun;
    private final Path vmx;

    StandInMachine(VmrunStandIn vmrun, Path vmx) {
        this.vmrun = vmrun;
        this.vmx = vmx;
    }

    /** As the script names it: by what the program cksum says of the path. */
    private Path mark(String suffix) {
        return vmrun.state().resolve(Cksum.of(vmx.toString()) + suffix);
    }

    private Path saved() {
        String name = vmx.getFileName().toString();
        return vmx.resolveSibling(name.substring(0, name.length() - ".vmx".length()) + ".vmss");
    }

    boolean isRunning() {
        return Files.exists(mark(RUNNING));
    }

    VmrestReply power() {
        return VmrestReply.ok(JsonNodeFactory.instance.objectNode().put("power_state", state()));
    }

    private String state() {
        if (isRunning()) {
            return Files.exists(mark(PAUSED)) ? "paused" : "poweredOn";
        }
        return find(SAVED).filter(file -> !file.isEmpty()).isPresent() ? "suspended" : "poweredOff";
    }

    VmrestReply turn(String word) {
        try {
            return switch (word.strip()) {
                case "on" -> isRunning() ? conflict("The virtual machine is already powered on") : start();
                case "off" -> whileRunning(this::stop);
                case "shutdown" -> whileRunning(this::shutDown);
                case "suspend" -> whileRunning(this::suspend);
                case "pause" -> whileRunning(this::pause);
                case "unpause" -> whileRunning(this::unpause);
                default -> VmrestReply.invalid("operation");
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Change {
        VmrestReply make() throws IOException;
    }

    private VmrestReply whileRunning(Change change) throws IOException {
        return isRunning() ? change.make() : conflict("The virtual machine is not powered on");
    }

    private static VmrestReply conflict(String message) {
        return VmrestReply.refusal(409, message);
    }

    private VmrestReply start() throws IOException {
        try {
            Files.createDirectories(vmrun.state());
            Files.writeString(mark(RUNNING), vmx + "\n", StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            return conflict("The file is already in use");
        }
        if (find(SAVED).isPresent()) {
            put(SAVED, "");
            Files.deleteIfExists(saved());
        }
        return power();
    }

    private VmrestReply stop() throws IOException {
        Files.deleteIfExists(mark(RUNNING));
        Files.deleteIfExists(mark(PAUSED));
        return power();
    }

    private VmrestReply shutDown() throws IOException {
        return vmrun.hasTools()
                ? stop()
                : VmrestReply.refusal(500, "The VMware Tools are not running in the virtual machine");
    }

    private VmrestReply suspend() throws IOException {
        Files.writeString(saved(), "state\n");
        put(SAVED, saved().getFileName().toString());
        return stop();
    }

    private VmrestReply pause() throws IOException {
        Files.writeString(mark(PAUSED), "");
        return power();
    }

    private VmrestReply unpause() throws IOException {
        return Files.deleteIfExists(mark(PAUSED)) ? power() : conflict("The virtual machine is not paused");
    }

    VmrestReply parameter(String name) {
        ObjectNode value = JsonNodeFactory.instance.objectNode().put("name", name);
        return VmrestReply.ok(value.put("value", find(name).orElse("")));
    }

    VmrestReply configure(JsonNode body) {
        String name = body.path("name").asText("");
        if (!name.matches("[A-Za-z0-9_.:]+")) {
            return VmrestReply.invalid("name");
        }
        if (isRunning()) {
            return conflict("The virtual machine is powered on");
        }
        put(name, body.path("value").asText(""));
        return VmrestReply.ok(
                JsonNodeFactory.instance.objectNode().put("Code", 0).put("Message", "The operation was successful"));
    }

    /** The value of a key of its file. */
    Optional<String> find(String key) {
        Pattern line = line(key);
        return lines().stream()
                .map(line::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst();
    }

    /** Writes a key anew at the end of its file. */
    void put(String key, String value) {
        List<String> lines = without(line(key));
        lines.add(key + " = \"" + value + "\"");
        write(lines);
    }

    /** Takes away all keys that begin so. */
    void removeAll(String prefix) {
        write(without(Pattern.compile("(?i)\\s*" + Pattern.quote(prefix) + ".*")));
    }

    private static Pattern line(String key) {
        return Pattern.compile("(?i)\\s*" + Pattern.quote(key) + "\\s*=\\s*\"([^\"]*)\"\\s*");
    }

    private List<String> without(Pattern line) {
        List<String> lines = new ArrayList<>(lines());
        lines.removeIf(one -> line.matcher(one).matches());
        return lines;
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(vmx, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(List<String> lines) {
        try {
            Path fresh = Files.write(vmx.resolveSibling(vmx.getFileName() + ".rest"), lines, StandardCharsets.UTF_8);
            Files.move(fresh, vmx, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
