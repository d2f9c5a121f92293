/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * The peer that the others are measured against: a C program that reads the guests of a host.
 *
 * peer WAY URI   where WAY is
 *   info[:K]     the list, then virDomainGetInfo for each guest, by K threads of one connection
 *   bulk         one virConnectGetAllDomainStats for the states
 *   mixed[:K]    one virConnectGetAllDomainStats for the states, then virDomainGetInfo for each active guest, by K threads. No
 *                other group of statistics: all that hold memory or CPU time ask each QEMU, and wait for one that hangs
 * each with "+events" behind it for a program that also runs libvirt's event loop and has keepalive, as one must that wants to hear
 * of events and of a host that is gone: the loop's thread is woken up by each call of any other thread.
 *
 * It obeys lines on standard input, as the other peers do: "round" reads all guests and prints the nanoseconds and how many there
 * were, "check" prints what all peers must agree on. Reading ends with all that libvirt gave being freed again.
 */
#include <inttypes.h>
#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct guest {
    char *name;
    unsigned char uuid[VIR_UUID_BUFLEN];
    int state;
    int reason;
    unsigned int vcpus;
    unsigned long long memory; /* KiB; 0 if it was not read */
    unsigned long long cpu_time; /* ns */
};

struct share {
    virDomainPtr *domains;
    struct guest *guests;
    int from, to;
};

static virConnectPtr host;
static struct guest *guests;
static int count;
static int threads = 1;

static void fail(const char *what) {
    fprintf(stderr, "peer: %s: %s\n", what, virGetLastErrorMessage());
    exit(3);
}

static void *allocate(int number, size_t size) {
    void *memory = calloc(number ? number : 1, size);
    if (memory == NULL) fail("calloc");
    return memory;
}

static void forget(void) {
    for (int i = 0; i < count; i++) free(guests[i].name);
    free(guests);
    guests = NULL;
    count = 0;
}

static void identify(struct guest *guest, virDomainPtr domain) {
    guest->name = strdup(virDomainGetName(domain));
    if (virDomainGetUUID(domain, guest->uuid) < 0) fail("virDomainGetUUID");
}

static void *read_share(void *argument) {
    struct share *share = argument;
    for (int i = share->from; i < share->to; i++) {
        virDomainInfo info;
        if (share->domains[i] == NULL) continue;
        if (virDomainGetInfo(share->domains[i], &info) < 0) fail("virDomainGetInfo");
        share->guests[i].state = info.state;
        share->guests[i].vcpus = info.nrVirtCpu;
        share->guests[i].memory = info.memory;
        share->guests[i].cpu_time = info.cpuTime;
    }
    return NULL;
}

static void read_infos(virDomainPtr *domains, struct guest *into, int number) {
    struct share shares[threads];
    pthread_t workers[threads];
    for (int t = 0; t < threads; t++) {
        shares[t] = (struct share){domains, into, (int)((long)number * t / threads), (int)((long)number * (t + 1) / threads)};
        if (threads > 1 && pthread_create(&workers[t], NULL, read_share, &shares[t]) != 0) fail("pthread_create");
    }
    if (threads == 1) read_share(&shares[0]);
    for (int t = 0; threads > 1 && t < threads; t++) pthread_join(workers[t], NULL);
}

static void read_info(unsigned int flags) {
    virDomainPtr *domains;
    int number = virConnectListAllDomains(host, &domains, flags);
    if (number < 0) fail("virConnectListAllDomains");
    guests = allocate(number, sizeof *guests);
    count = number;
    for (int i = 0; i < number; i++) identify(&guests[i], domains[i]);
    read_infos(domains, guests, number);
    for (int i = 0; i < number; i++) virDomainFree(domains[i]);
    free(domains);
}

static void read_record(struct guest *guest, virDomainStatsRecordPtr record) {
    identify(guest, record->dom);
    for (int p = 0; p < record->nparams; p++) {
        virTypedParameterPtr param = &record->params[p];
        if (strcmp(param->field, "state.state") == 0) guest->state = param->value.i;
        else if (strcmp(param->field, "state.reason") == 0) guest->reason = param->value.i;
    }
}

static int active(const struct guest *guest) {
    return guest->state != VIR_DOMAIN_SHUTOFF && guest->state != VIR_DOMAIN_CRASHED;
}

static void add_infos(virDomainStatsRecordPtr *records, struct guest *into, int number) {
    virDomainPtr *domains = allocate(number, sizeof *domains);
    for (int i = 0; i < number; i++) domains[i] = active(&into[i]) ? records[i]->dom : NULL;
    read_infos(domains, into, number);
    free(domains);
}

/* Returns -1 if libvirt refuses, which it does over a socket where there are more than 16,384 guests. */
static int read_bulk(unsigned int flags, int with_infos) {
    virDomainStatsRecordPtr *records;
    int number = virConnectGetAllDomainStats(host, VIR_DOMAIN_STATS_STATE, &records, flags);
    if (number < 0) return -1;
    guests = realloc(guests, (count + number + 1) * sizeof *guests);
    if (guests == NULL) fail("realloc");
    memset(guests + count, 0, number * sizeof *guests);
    for (int i = 0; i < number; i++) read_record(&guests[count + i], records[i]);
    if (with_infos) add_infos(records, guests + count, number);
    virDomainStatsRecordListFree(records);
    count += number;
    return 0;
}

static void read_bulks(int with_infos) {
    static int in_parts = 0;
    static const unsigned int parts[] = {
        VIR_CONNECT_GET_ALL_DOMAINS_STATS_RUNNING, VIR_CONNECT_GET_ALL_DOMAINS_STATS_PAUSED,
        VIR_CONNECT_GET_ALL_DOMAINS_STATS_SHUTOFF, VIR_CONNECT_GET_ALL_DOMAINS_STATS_OTHER};
    if (!in_parts && read_bulk(0, with_infos) == 0) return;
    in_parts = 1; /* The next round knows it from the beginning, as a program would that has met it. */
    for (int p = 0; p < 4; p++)
        if (read_bulk(parts[p], with_infos) < 0) fail("virConnectGetAllDomainStats");
}

static void read_all(const char *way) {
    if (strncmp(way, "info", 4) == 0) read_info(0);
    else if (strncmp(way, "bulk", 4) == 0) read_bulks(0);
    else if (strncmp(way, "mixed", 5) == 0) read_bulks(1);
    else exit(2);
}

static uint64_t fnv(const char *text) {
    uint64_t hash = 0xcbf29ce484222325u; /* FNV-1a, 64 bits */
    for (; *text; text++) hash = (hash ^ (unsigned char)*text) * 0x100000001b3u;
    return hash;
}

/* Sums of hashes, which do not depend on the order: who is in which state, and all that was read of it. */
static void check(void) {
    uint64_t states = 0, all = 0;
    int complete = 1, times = 0;
    for (int i = 0; i < count; i++) {
        char uuid[37], line[1024];
        const unsigned char *u = guests[i].uuid;
        snprintf(uuid, sizeof uuid, "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", u[0], u[1], u[2],
                 u[3], u[4], u[5], u[6], u[7], u[8], u[9], u[10], u[11], u[12], u[13], u[14], u[15]);
        snprintf(line, sizeof line, "%s %s %d", guests[i].name, uuid, guests[i].state);
        states += fnv(line);
        snprintf(line, sizeof line, "%s %s %d %u %llu", guests[i].name, uuid, guests[i].state, guests[i].vcpus, guests[i].memory);
        all += fnv(line);
        complete &= guests[i].vcpus > 0 && guests[i].memory > 0;
        times += active(&guests[i]) && guests[i].cpu_time > 0;
    }
    if (complete) printf("%d %016" PRIx64 " %016" PRIx64 " %d\n", count, states, all, times);
    else printf("%d %016" PRIx64 " - -\n", count, states);
}

static int64_t nanoseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

static void quiet(void *data, virErrorPtr error) {
    (void)data;
    (void)error;
}

static void *run_events(void *unused) {
    while (virEventRunDefaultImpl() == 0) continue;
    return unused;
}

static void begin_events(void) {
    pthread_t loop;
    if (virEventRegisterDefaultImpl() < 0 || pthread_create(&loop, NULL, run_events, NULL) != 0) fail("the event loop");
}

int main(int argc, char **argv) {
    char line[80];
    if (argc != 3) return 2;
    const char *colon = strchr(argv[1], ':');
    if (colon != NULL) threads = atoi(colon + 1);
    int with_events = strstr(argv[1], "+events") != NULL;
    virSetErrorFunc(NULL, quiet);
    if (with_events) begin_events();
    host = virConnectOpen(argv[2]);
    if (host == NULL) fail(argv[2]);
    if (with_events && virConnectSetKeepAlive(host, 5, 3) < 0) fail("virConnectSetKeepAlive");
    puts("ready");
    fflush(stdout);
    while (fgets(line, sizeof line, stdin) != NULL) {
        forget();
        int64_t begun = nanoseconds();
        read_all(argv[1]);
        int64_t taken = nanoseconds() - begun;
        if (strcmp(line, "check\n") == 0) check();
        else printf("%" PRId64 " %d\n", taken, count);
        fflush(stdout);
    }
    virConnectClose(host);
    return 0;
}
