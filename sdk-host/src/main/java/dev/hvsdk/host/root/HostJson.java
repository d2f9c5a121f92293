/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.root;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hvsdk.host.root.Fact.Reason;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a captured host as they stand in its {@code host.json}.
 *
 * <p>Numbers may be JSON numbers or strings, hexadecimal with {@code 0x}; keys that are not known are passed over, so that a
 * later minor addition can be read by an older SDK. A file whose {@code format} is newer is refused.
 */
final class HostJson {
    /** The format that this SDK writes, and the newest that it reads. */
    static final int FORMAT = 1;

    /** A full recording of CPUID and MSRs has 50 KiB; what has more than 4 MiB was not written by a capture. */
    static final int MAX_BYTES = 4 << 20;

    /** Longer than any sentence that a capture writes. */
    private static final int MAX_DETAIL = 300;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(MAX_BYTES)
                            .maxNestingDepth(16)
                            .maxNumberLength(32)
                            .maxStringLength(1 << 16)
                            .maxNameLength(1 << 10)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final RecordedFacts.Builder facts;

    private HostJson(RecordedFacts.Builder facts) {
        this.facts = facts;
    }

    /** Adds what the file says to {@code facts}; throws {@link DamagedException} with a sentence for people. */
    static void read(byte[] json, RecordedFacts.Builder facts) throws DamagedException {
        if (json.length > MAX_BYTES) {
            throw new DamagedException("it is larger than " + (MAX_BYTES >> 20) + " MiB");
        }
        new HostJson(facts).readAll(parse(json));
    }

    private static JsonNode parse(byte[] json) throws DamagedException {
        try {
            return required(MAPPER.readTree(json), "the file");
        } catch (StreamConstraintsException e) {
            // Not its message, which tells how a parser is set up.
            throw new DamagedException("it is nested too deeply, or a number or text in it is too long", e);
        } catch (JsonProcessingException e) {
            throw new DamagedException("it is not JSON" + place(e.getLocation()), e);
        } catch (IOException e) {
            throw new DamagedException("it is not JSON: " + e.getMessage(), e);
        }
    }

    /** The parser's own words are for programmers, and name what it was set up with. */
    private static String place(@Nullable JsonLocation location) {
        return location == null
                ? ""
                : ", from line " + location.getLineNr() + ", column " + location.getColumnNr() + " on";
    }

    private void readAll(JsonNode host) throws DamagedException {
        checkFormat(host.path("format"));
        text(host, "machine", facts::machine);
        text(host, "os", facts::operatingSystem);
        text(host, "zoneName", facts::zoneName);
        texts(host, "dmi", facts::dmi);
        texts(host, "sysctl", facts::sysctl);
        environment(host);
        cpuid(object(host, "cpuid"));
        numbers(object(host, "msr"), (index, value) -> facts.msr(index.intValue(), value));
        namespaces(object(host, "namespaces"));
        uid(host.path("uid"));
        kvm(object(host, "kvm"));
    }

    private static void checkFormat(JsonNode format) throws DamagedException {
        if (isAbsent(format)) {
            return;
        }
        long number = number(format, "format");
        if (number > FORMAT) {
            throw new DamagedException("its format is " + number + " and this SDK reads up to " + FORMAT
                    + "; use a newer version of the SDK");
        }
        if (number < 1) {
            throw new DamagedException("its format is " + number + ", which never existed");
        }
    }

    private void environment(JsonNode host) throws DamagedException {
        texts(host, "environment", (name, value) -> {
            // Whatever a file claims, a variable outside the allow-list is never given out.
            if (name.startsWith("container")) {
                facts.environment(name, value);
            }
        });
    }

    private void cpuid(JsonNode leaves) throws DamagedException {
        for (Map.Entry<String, JsonNode> leaf : leaves.properties()) {
            int number = word(leaf.getKey(), "cpuid");
            JsonNode subleaves = required(leaf.getValue(), "cpuid " + leaf.getKey());
            for (Map.Entry<String, JsonNode> subleaf : subleaves.properties()) {
                String where = "cpuid " + leaf.getKey() + " " + subleaf.getKey();
                facts.cpuid(number, word(subleaf.getKey(), where), registers(subleaf.getValue(), where));
            }
        }
    }

    private static CpuidLeaf registers(JsonNode array, String where) throws DamagedException {
        if (!array.isArray() || array.size() != 4) {
            throw new DamagedException(where + " is not an array of the registers eax, ebx, ecx and edx");
        }
        return new CpuidLeaf(
                word(array.path(0), where),
                word(array.path(1), where),
                word(array.path(2), where),
                word(array.path(3), where));
    }

    private void numbers(JsonNode object, BiConsumer<Long, Long> sink) throws DamagedException {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            sink.accept((long) word(entry.getKey(), "msr"), number(entry.getValue(), "msr " + entry.getKey()));
        }
    }

    private void namespaces(JsonNode object) throws DamagedException {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            facts.namespace(entry.getKey(), number(entry.getValue(), "namespaces " + entry.getKey()));
        }
    }

    private void uid(JsonNode uid) throws DamagedException {
        if (!isAbsent(uid)) {
            facts.uid(word(uid, "uid"));
        }
    }

    private void kvm(JsonNode kvm) throws DamagedException {
        boolean open = kvm.path("openToGroup").asBoolean(false);
        text(kvm, "group", group -> facts.kvmAccess(new DeviceAccess(oneLine(group), open)));
        JsonNode api = kvm.path("api");
        if (isAbsent(api)) {
            kvmProblem(kvm);
            return;
        }
        if (!kvm.path("createsVms").isBoolean()) {
            throw new DamagedException("kvm createsVms is neither true nor false");
        }
        facts.kvm(new KvmProbe(word(api, "kvm api"), kvm.path("createsVms").booleanValue()));
    }

    private void kvmProblem(JsonNode kvm) throws DamagedException {
        for (Reason reason : Reason.values()) {
            String key = reason.name().toLowerCase(Locale.ROOT);
            text(kvm, key, detail -> facts.kvmProblem(reason, oneLine(detail)));
        }
    }

    /** What whoever wrote the file says is shown to people: no line ends, and no sequences that move a terminal's cursor. */
    private static String oneLine(String text) {
        String cut = text.length() <= MAX_DETAIL ? text : text.substring(0, MAX_DETAIL) + "...";
        return cut.replaceAll("\\p{Cntrl}", " ");
    }

    private static void text(JsonNode host, String key, Consumer<String> sink) throws DamagedException {
        JsonNode value = host.path(key);
        if (!isAbsent(value)) {
            sink.accept(string(value, key));
        }
    }

    private static void texts(JsonNode host, String key, BiConsumer<String, String> sink) throws DamagedException {
        for (Map.Entry<String, JsonNode> entry : object(host, key).properties()) {
            if (!isAbsent(entry.getValue())) {
                sink.accept(entry.getKey(), string(entry.getValue(), key + " " + entry.getKey()));
            }
        }
    }

    private static JsonNode object(JsonNode host, String key) throws DamagedException {
        JsonNode value = host.path(key);
        return isAbsent(value) ? value : required(value, key);
    }

    private static JsonNode required(JsonNode value, String where) throws DamagedException {
        if (!value.isObject()) {
            throw new DamagedException(where + " is not a JSON object");
        }
        return value;
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static String string(JsonNode value, String where) throws DamagedException {
        if (!value.isTextual()) {
            throw new DamagedException(where + " is not a string");
        }
        return value.textValue();
    }

    private static int word(JsonNode value, String where) throws DamagedException {
        return word(number(value, where), where);
    }

    private static int word(String text, String where) throws DamagedException {
        return word(number(text, where), where);
    }

    private static int word(long number, String where) throws DamagedException {
        if (number != (number & 0xffff_ffffL)) {
            throw new DamagedException(where + " has a number of more than 32 bits: 0x" + Long.toHexString(number));
        }
        return (int) number;
    }

    private static long number(JsonNode value, String where) throws DamagedException {
        if (value.isTextual()) {
            return number(value.textValue(), where);
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new DamagedException(where + " is not a number");
        }
        return value.longValue();
    }

    private static long number(String text, String where) throws DamagedException {
        try {
            return text.startsWith("0x") ? Long.parseUnsignedLong(text.substring(2), 16) : Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw new DamagedException(where + " is not a number: '" + shortened(text) + "'", e);
        }
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }

    /** What is wrong with the file. */
    static final class DamagedException extends Exception {
        private static final long serialVersionUID = 1L;

        DamagedException(String problem) {
            super(problem);
        }

        DamagedException(String problem, Throwable cause) {
            super(problem, cause);
        }
    }
}
