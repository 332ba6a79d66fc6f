def test_probe(town, live_server, page):
    page.goto(live_server.url)
    print(page.title())
def test_probe2(town, live_server, page):
    page.goto(live_server.url)
    print(page.title())
